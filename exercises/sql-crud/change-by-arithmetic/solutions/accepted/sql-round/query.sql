UPDATE products SET price = min(round(price * 1035 / 1000.0), 99999);
