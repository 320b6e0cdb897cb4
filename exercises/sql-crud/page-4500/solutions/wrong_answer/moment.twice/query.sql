SELECT id, at, title FROM events WHERE at >= (SELECT at FROM marker) AND (at, id) <> (SELECT at, id FROM marker) ORDER BY at, id LIMIT 20;
