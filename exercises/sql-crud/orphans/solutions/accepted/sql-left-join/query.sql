DELETE FROM comments WHERE id IN (
  SELECT c.id FROM comments c LEFT OUTER JOIN posts p ON c.post = p.key WHERE p.key IS NULL AND c.post IS NOT NULL);
