UPDATE notes SET deleted_at = (SELECT now FROM request)
WHERE deleted_at IS NULL AND folder = (SELECT folder FROM request) AND folder IN (SELECT id FROM folders WHERE deleted_at IS NULL);
UPDATE folders SET deleted_at = (SELECT now FROM request) WHERE deleted_at IS NULL AND id = (SELECT folder FROM request);
