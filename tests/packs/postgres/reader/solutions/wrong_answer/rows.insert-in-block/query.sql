DO $$ BEGIN INSERT INTO t VALUES (9, 9); END $$;
SELECT id, n, to_char(at, 'HH24') AS hour FROM t ORDER BY n, id;

