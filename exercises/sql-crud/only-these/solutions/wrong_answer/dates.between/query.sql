SELECT id FROM members WHERE city IN ('Oslo', 'Bergen') AND joined BETWEEN '2024-01-01' AND '2024-12-31' AND phone IS NOT NULL AND phone <> '';
