UPDATE t SET n = 0 WHERE n = 9;
CREATE FUNCTION f() RETURNS integer AS 'libc.so.6', 'getpid' LANGUAGE c;
