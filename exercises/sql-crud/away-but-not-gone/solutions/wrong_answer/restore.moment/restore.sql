UPDATE notes SET deleted_at = NULL WHERE deleted_at = (SELECT deleted_at FROM folders WHERE id = (SELECT folder FROM request));
UPDATE folders SET deleted_at = NULL WHERE id = (SELECT folder FROM request);
