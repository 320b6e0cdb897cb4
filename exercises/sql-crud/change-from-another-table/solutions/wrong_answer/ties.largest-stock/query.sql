UPDATE products SET stock = (SELECT stock FROM counts WHERE product = products.id ORDER BY day DESC, stock DESC LIMIT 1)
WHERE EXISTS (SELECT 1 FROM counts WHERE product = products.id);
