UPDATE products SET price = CASE WHEN price * 207 + 100 >= 100000 * 200 THEN 99999 ELSE (price * 207 + 100) / 200 END WHERE price IS NOT NULL;
