UPDATE products SET price = (min(price, 99999) * 1035 + 500) / 1000;
