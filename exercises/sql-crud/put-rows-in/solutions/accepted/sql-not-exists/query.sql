INSERT INTO members (email, name)
SELECT column2, column1
FROM (VALUES ('Ann', 'ann@example.org', 10), ('O' || char(39) || 'Neil', 'oneil@example.org', 20), ('Bo', 'bo@example.org', 30)) AS new
WHERE NOT EXISTS (SELECT * FROM members WHERE email = new.column2)
ORDER BY column3;
