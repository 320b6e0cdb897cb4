SELECT id, at, title FROM events WHERE at = (SELECT at FROM marker) AND id > (SELECT id FROM marker)
UNION ALL
SELECT id, at, title FROM events WHERE at > (SELECT at FROM marker)
ORDER BY at, id LIMIT 20;
