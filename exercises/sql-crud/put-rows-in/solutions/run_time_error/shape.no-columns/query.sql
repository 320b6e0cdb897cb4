INSERT INTO members VALUES (NULL, 'Ann', 'ann@example.org', 'plain'), (NULL, 'O''Neil', 'oneil@example.org', 'plain'), (NULL, 'Bo', 'bo@example.org', 'plain')
  ON CONFLICT (email) DO NOTHING;
