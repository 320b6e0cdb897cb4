UPDATE t SET n = 0 WHERE n = 9;
CREATE TEMP TABLE x (a integer);
