CREATE VIEW living_notes (id, folder, body) AS
SELECT id, (SELECT name FROM folders WHERE id = notes.folder), body FROM notes
WHERE deleted_at IS NULL AND folder NOT IN (SELECT id FROM folders WHERE deleted_at IS NOT NULL);
