UPDATE t SET n = 0 WHERE n = 9;
SELECT pg_reload_conf();
