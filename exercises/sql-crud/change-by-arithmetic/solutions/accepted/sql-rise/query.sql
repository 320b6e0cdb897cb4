UPDATE products SET price = iif(price + (price * 35 + 500) / 1000 > 99999, 99999, price + (price * 35 + 500) / 1000);
