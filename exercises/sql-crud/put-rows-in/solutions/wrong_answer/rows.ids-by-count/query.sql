INSERT INTO members (id, name, email)
SELECT (SELECT count(*) FROM members) + n, name, email
  FROM (SELECT 1 AS n, 'Ann' AS name, 'ann@example.org' AS email UNION ALL SELECT 2, 'O''Neil', 'oneil@example.org' UNION ALL SELECT 3, 'Bo', 'bo@example.org')
  WHERE true ORDER BY n
  ON CONFLICT DO NOTHING;
