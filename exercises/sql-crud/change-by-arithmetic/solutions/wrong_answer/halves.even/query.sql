UPDATE products SET price = min(99999, CASE WHEN price * 1035 % 1000 = 500 THEN price * 1035 / 1000 + (price * 1035 / 1000) % 2 ELSE (price * 1035 + 500) / 1000 END);
