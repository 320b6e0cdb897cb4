WITH doomed AS (SELECT f.id, r.now FROM folders f JOIN request r ON r.folder = f.id WHERE f.deleted_at IS NULL)
UPDATE notes SET deleted_at = ifnull(notes.deleted_at, doomed.now) FROM doomed WHERE notes.folder = doomed.id;
UPDATE folders SET deleted_at = (SELECT now FROM request) WHERE (id, deleted_at IS NULL) IN (SELECT folder, 1 FROM request);
