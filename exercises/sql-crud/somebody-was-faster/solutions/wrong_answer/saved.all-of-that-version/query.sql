UPDATE documents SET body = (SELECT body FROM edit), version = version + 1
WHERE (SELECT version FROM documents WHERE id = (SELECT document FROM edit)) = (SELECT version FROM edit) AND version = (SELECT version FROM edit);
SELECT CASE changes() WHEN 0 THEN 'conflict' ELSE 'saved' END AS result;
