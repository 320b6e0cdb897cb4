UPDATE folders SET deleted_at = NULL WHERE id = (SELECT folder FROM request);
UPDATE notes SET deleted_at = NULL
WHERE folder = (SELECT folder FROM request) AND deleted_at = (SELECT deleted_at FROM folders WHERE id = notes.folder);
