UPDATE products SET stock = (SELECT sum(stock) FROM counts WHERE product = products.id)
WHERE EXISTS (SELECT 1 FROM counts WHERE product = products.id);
