UPDATE documents SET body = (SELECT body FROM edit), version = version + 1 WHERE id = (SELECT document FROM edit);
SELECT CASE changes() WHEN 0 THEN 'conflict' ELSE 'saved' END AS result;
