UPDATE products SET price = min(99999, CAST(price * 1.035 + 0.5 AS INTEGER));
