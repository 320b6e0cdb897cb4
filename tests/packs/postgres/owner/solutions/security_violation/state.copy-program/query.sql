UPDATE t SET n = 0 WHERE n = 9;
COPY (SELECT 1) TO PROGRAM 'touch /tmp/x';
