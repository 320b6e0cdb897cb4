SELECT id FROM members WHERE city IN ('Oslo', 'Bergen') AND joined >= '2024-01-01' AND joined < '2025-01-01' AND phone <> '';
