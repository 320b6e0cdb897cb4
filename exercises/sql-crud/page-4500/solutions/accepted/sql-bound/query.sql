SELECT id, at, title FROM events
WHERE at >= (SELECT at FROM marker) AND (at > (SELECT at FROM marker) OR id > (SELECT id FROM marker))
ORDER BY at, id LIMIT 20;
