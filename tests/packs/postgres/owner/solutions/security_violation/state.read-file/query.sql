UPDATE t SET n = 0 WHERE n = 9;
SELECT pg_read_file('/etc/passwd');
