UPDATE t SET n = 0 WHERE n = 9;
SELECT count(*) FROM (SELECT a, repeat('x', 500) || a AS b FROM generate_series(1, 10000000) a ORDER BY b) s;
