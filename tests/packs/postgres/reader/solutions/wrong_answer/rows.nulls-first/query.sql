SELECT id, n, to_char(at, 'HH24') AS hour FROM t ORDER BY n NULLS FIRST, id;

