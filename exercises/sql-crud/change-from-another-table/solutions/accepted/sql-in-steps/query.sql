WITH latest AS (SELECT product, max(day) AS day FROM counts GROUP BY product),
  newest AS (SELECT max(counts.id) AS id FROM counts JOIN latest USING (product, day) GROUP BY counts.product)
UPDATE products SET stock = c.stock FROM newest JOIN counts c ON c.id = newest.id WHERE products.id = c.product;
