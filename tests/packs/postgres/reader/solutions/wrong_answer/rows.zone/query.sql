SELECT id, n, to_char(at AT TIME ZONE 'UTC', 'HH24') AS hour FROM t ORDER BY n, id;

