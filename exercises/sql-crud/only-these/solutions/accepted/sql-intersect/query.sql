SELECT id FROM members WHERE city IN ('Bergen', 'Oslo')
INTERSECT SELECT id FROM members WHERE CAST(joined AS INTEGER) = 2024
EXCEPT SELECT id FROM members WHERE phone IS NULL OR phone = '';
