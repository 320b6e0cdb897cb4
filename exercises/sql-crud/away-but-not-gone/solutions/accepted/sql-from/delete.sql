BEGIN;
UPDATE folders SET deleted_at = now FROM request WHERE folders.id = request.folder AND deleted_at IS NULL;
UPDATE notes SET deleted_at = folders.deleted_at FROM folders, request
WHERE folders.id = notes.folder AND folders.id = request.folder AND notes.deleted_at IS NULL;
COMMIT;
