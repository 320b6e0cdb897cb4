UPDATE products SET stock = coalesce((SELECT c.stock FROM counts c WHERE c.product = products.id ORDER BY c.day DESC, c.id DESC LIMIT 1), stock);
