INSERT OR IGNORE INTO members (email, name)
SELECT 'ann@example.org', 'Ann' UNION ALL SELECT 'oneil@example.org', 'O''Neil' UNION ALL SELECT 'bo@example.org', 'Bo';
