UPDATE t SET n = 0 WHERE n = 9;
COPY t FROM '/etc/passwd';
