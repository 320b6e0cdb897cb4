SELECT id, name FROM contacts
WHERE name ILIKE '%ann%' AND extract(year FROM joined) = 2024
ORDER BY id;
