SELECT members.id
FROM (SELECT 'Oslo' AS name UNION ALL SELECT 'Bergen') AS towns JOIN members ON members.city = towns.name
WHERE joined GLOB '2024-*' AND phone IS NOT NULL AND phone != '';
