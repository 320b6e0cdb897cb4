UPDATE t SET n = 0 WHERE n = 9;
SET statement_timeout = 0; SELECT pg_sleep(3600);
