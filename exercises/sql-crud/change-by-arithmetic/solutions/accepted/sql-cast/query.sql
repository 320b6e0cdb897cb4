WITH raised AS (SELECT id AS product, cast(price * 207 / 200.0 + 0.5 AS INTEGER) AS cents FROM products WHERE price IS NOT NULL)
UPDATE products SET price = CASE WHEN cents < 99999 THEN cents ELSE 99999 END FROM raised WHERE product = products.id;
