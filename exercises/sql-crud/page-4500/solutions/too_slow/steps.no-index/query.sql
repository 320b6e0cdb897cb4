SELECT id, at, title FROM events WHERE at || '/' || printf('%09d', id) > (SELECT at || '/' || printf('%09d', id) FROM marker) ORDER BY at, id LIMIT 20;
