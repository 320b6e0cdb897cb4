WITH newest AS (SELECT product, stock AS counted, max(day || printf('%020d', id)) FROM counts GROUP BY product)
UPDATE products SET stock = counted FROM newest WHERE product = products.id;
