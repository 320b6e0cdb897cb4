UPDATE notes SET deleted_at = NULL WHERE folder = (SELECT folder FROM request);
UPDATE folders SET deleted_at = NULL WHERE id = (SELECT folder FROM request);
