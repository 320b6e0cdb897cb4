WITH new (place, name, email) AS (VALUES (1, 'Ann', 'ann@example.org'), (2, 'O''Neil', 'oneil@example.org'), (3, 'Bo', 'bo@example.org'))
INSERT INTO members (name, email)
SELECT new.name, new.email FROM new LEFT JOIN members AS old ON old.email = new.email WHERE old.id IS NULL ORDER BY new.place;
