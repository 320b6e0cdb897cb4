CREATE VIEW living_notes (id, folder, body) AS
WITH living (number, title) AS (SELECT id, name FROM folders WHERE deleted_at IS NULL)
SELECT id, title, body FROM living, notes WHERE folder = number AND deleted_at IS NULL;
