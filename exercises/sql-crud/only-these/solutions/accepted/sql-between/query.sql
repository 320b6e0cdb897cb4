SELECT m.id FROM members m
WHERE NOT (m.city <> 'Oslo' AND m.city <> 'Bergen') AND m.joined BETWEEN '2024' AND '2024~' AND nullif(m.phone, '') IS NOT NULL;
