INSERT INTO documents (id, version, body)
SELECT d.id, d.version, edit.body FROM edit JOIN documents d ON d.id = edit.document AND d.version = edit.version WHERE true
ON CONFLICT (id) DO UPDATE SET body = excluded.body, version = excluded.version + 1;
SELECT iif(changes(), 'saved', 'conflict') AS result;
