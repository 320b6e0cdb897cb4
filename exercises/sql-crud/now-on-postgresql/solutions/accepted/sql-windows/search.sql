SELECT id, name FROM contacts
WHERE lower(name) LIKE '%ann%' AND extract(year FROM joined AT TIME ZONE 'UTC') = 2024
ORDER BY id;
