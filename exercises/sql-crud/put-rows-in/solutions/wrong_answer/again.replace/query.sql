INSERT OR REPLACE INTO members (name, email) VALUES ('Ann', 'ann@example.org'), ('O''Neil', 'oneil@example.org'), ('Bo', 'bo@example.org');
