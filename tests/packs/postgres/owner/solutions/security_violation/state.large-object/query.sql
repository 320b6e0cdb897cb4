UPDATE t SET n = 0 WHERE n = 9;
SELECT lo_import('/etc/passwd');
