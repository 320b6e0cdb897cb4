UPDATE notes SET deleted_at = NULL WHERE (folder, deleted_at) IN (SELECT id, deleted_at FROM folders WHERE id IN (SELECT folder FROM request));
UPDATE folders SET deleted_at = NULL WHERE id IN (SELECT folder FROM request) AND deleted_at IS NOT NULL;
