INSERT INTO documents (id, version, body) SELECT document, version + 1, body FROM edit WHERE true
  ON CONFLICT (id) DO UPDATE SET body = excluded.body, version = excluded.version WHERE documents.version = excluded.version - 1;
SELECT CASE changes() WHEN 0 THEN 'conflict' ELSE 'saved' END AS result;
