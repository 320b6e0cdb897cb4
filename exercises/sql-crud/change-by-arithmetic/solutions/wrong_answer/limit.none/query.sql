UPDATE products SET price = (price * 1035 + 500) / 1000;
