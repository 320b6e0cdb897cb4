DELETE FROM notes WHERE folder = (SELECT folder FROM request);
DELETE FROM folders WHERE id = (SELECT folder FROM request);
