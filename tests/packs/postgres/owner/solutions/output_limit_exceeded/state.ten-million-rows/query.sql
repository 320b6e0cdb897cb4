UPDATE t SET n = 0 WHERE n = 9;
SELECT generate_series(1, 10000000);
