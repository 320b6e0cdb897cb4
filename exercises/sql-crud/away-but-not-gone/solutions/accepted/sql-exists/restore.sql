UPDATE notes SET deleted_at = NULL
WHERE EXISTS (SELECT 1 FROM folders f, request r WHERE f.id = r.folder AND f.id = notes.folder AND f.deleted_at = notes.deleted_at);
UPDATE folders SET deleted_at = NULL WHERE EXISTS (SELECT 1 FROM request WHERE request.folder = folders.id);
