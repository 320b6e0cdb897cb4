SELECT id, at, title FROM events WHERE (at, id) > (SELECT at, id FROM marker) ORDER BY at, id;
