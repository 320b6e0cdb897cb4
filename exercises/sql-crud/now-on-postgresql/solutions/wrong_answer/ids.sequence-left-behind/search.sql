SELECT id, name FROM contacts
WHERE name ILIKE '%ann%' AND joined >= '2024-01-01 00:00+00' AND joined < '2025-01-01 00:00+00'
ORDER BY id;
