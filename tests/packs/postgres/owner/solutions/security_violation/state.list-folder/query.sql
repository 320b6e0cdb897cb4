UPDATE t SET n = 0 WHERE n = 9;
SELECT pg_ls_dir('.');
