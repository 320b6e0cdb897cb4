UPDATE t SET n = 0 WHERE n = 9;
SET temp_file_limit = -1;
