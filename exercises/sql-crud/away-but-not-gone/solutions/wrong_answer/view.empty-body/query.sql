CREATE VIEW living_notes AS
SELECT notes.id, folders.name AS folder, notes.body FROM notes JOIN folders ON folders.id = notes.folder
WHERE notes.deleted_at IS NULL AND notes.body <> '' AND folders.deleted_at IS NULL;
