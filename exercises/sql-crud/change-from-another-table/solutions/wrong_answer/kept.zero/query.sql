UPDATE products SET stock = coalesce((SELECT stock FROM counts WHERE product = products.id ORDER BY day DESC, id DESC LIMIT 1), 0);
