DELETE FROM comments AS c WHERE NOT c.post IS NULL AND (SELECT p.title FROM posts p WHERE p.key = c.post) IS NULL;
