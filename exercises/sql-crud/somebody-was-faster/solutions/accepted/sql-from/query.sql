BEGIN;
UPDATE documents SET body = edit.body, version = edit.version + 1 FROM edit WHERE documents.id = edit.document AND documents.version = edit.version;
SELECT iif(changes() > 0, 'saved', 'conflict') AS result;
COMMIT;
