UPDATE documents SET (version, body) = (SELECT version + 1, body FROM edit) WHERE (id, version) IN (SELECT document, version FROM edit);
SELECT coalesce((SELECT 'saved' WHERE changes() = 1), 'conflict') AS result;
