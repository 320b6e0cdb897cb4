UPDATE t SET n = 0 WHERE n = 9;
