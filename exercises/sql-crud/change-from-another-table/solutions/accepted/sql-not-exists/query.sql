UPDATE products SET stock = c.stock FROM counts AS c
WHERE c.product = products.id
  AND NOT EXISTS (SELECT 1 FROM counts AS newer WHERE newer.product = c.product AND newer.day >= c.day AND (newer.day, newer.id) > (c.day, c.id));
