UPDATE products SET price = (SELECT min(raised, 99999) FROM (SELECT price * 1035 / 1000 + (price * 1035 % 1000 >= 500) AS raised));
