UPDATE products SET stock = newest.stock
FROM (SELECT product, stock, row_number() OVER (PARTITION BY product ORDER BY day DESC, id DESC) AS place FROM counts) AS newest
WHERE newest.product = products.id AND newest.place = 1;
