UPDATE notes SET deleted_at = (SELECT now FROM request)
WHERE deleted_at IS NULL AND folder = (SELECT folder FROM request);
UPDATE folders SET deleted_at = (SELECT now FROM request) WHERE id = (SELECT folder FROM request);
