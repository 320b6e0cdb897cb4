UPDATE documents SET body = (SELECT body FROM edit), version = (SELECT version FROM edit) + 1
WHERE id = (SELECT document FROM edit) AND version <= (SELECT version FROM edit);
SELECT CASE changes() WHEN 0 THEN 'conflict' ELSE 'saved' END AS result;
