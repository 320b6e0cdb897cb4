SELECT id, at, title FROM events ORDER BY at, id LIMIT 20 OFFSET (SELECT count(*) FROM events WHERE (at, id) <= (SELECT at, id FROM marker));
