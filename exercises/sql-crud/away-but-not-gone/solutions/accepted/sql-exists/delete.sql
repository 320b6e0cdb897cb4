UPDATE notes SET deleted_at = (SELECT now FROM request)
WHERE deleted_at IS NULL
  AND EXISTS (SELECT 1 FROM request r JOIN folders f ON f.id = r.folder WHERE f.id = notes.folder AND f.deleted_at IS NULL);
UPDATE folders SET deleted_at = coalesce(deleted_at, (SELECT now FROM request))
WHERE EXISTS (SELECT 1 FROM request WHERE request.folder = folders.id);
