SELECT id FROM members WHERE city IN ('Oslo', 'Bergen') AND joined LIKE '%2024%' AND phone IS NOT NULL AND phone <> '';
