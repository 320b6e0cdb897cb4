UPDATE products SET price = coalesce(min(99999, (price * 1035 + 500) / 1000), 0);
