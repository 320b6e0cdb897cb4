UPDATE products SET price = min(99999, (price * 1035 + 500) / 1000);
