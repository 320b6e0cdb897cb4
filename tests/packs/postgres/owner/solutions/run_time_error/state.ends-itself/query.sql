UPDATE t SET n = 0 WHERE n = 9;
SELECT pg_terminate_backend(pg_backend_pid());
