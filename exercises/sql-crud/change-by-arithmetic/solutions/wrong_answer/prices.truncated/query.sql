UPDATE products SET price = min(99999, price + price * 35 / 1000);
