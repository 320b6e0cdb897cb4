INSERT INTO Members AS m (NAME, EMAIL) VALUES ('Ann', lower('ANN@example.org')), ('O''Neil', 'oneil' || '@example.org'), ('Bo', 'bo@example.org')
ON CONFLICT (email) DO UPDATE SET name = m.name WHERE false;
