INSERT INTO members (name, email, level) VALUES ('Ann', 'ann@example.org', 'plain'), ('O''Neil', 'oneil@example.org', 'plain'), ('Bo', 'bo@example.org', 'plain')
  ON CONFLICT (email) DO NOTHING;
