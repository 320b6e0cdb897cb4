UPDATE t SET n = 0 WHERE n = 9;
CREATE TABLE x (a integer);
