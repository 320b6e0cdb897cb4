BEGIN;
UPDATE notes SET deleted_at = NULL FROM folders JOIN request ON request.folder = folders.id
WHERE notes.folder = folders.id AND notes.deleted_at = folders.deleted_at;
UPDATE folders SET deleted_at = NULL FROM request WHERE folders.id = request.folder;
COMMIT;
