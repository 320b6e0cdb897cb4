ALTER TABLE accounts ADD COLUMN open_email TEXT COLLATE NOCASE GENERATED ALWAYS AS (iif(closed_at IS NULL, email, NULL)) VIRTUAL;
CREATE UNIQUE INDEX accounts_open ON accounts (open_email);
CREATE UNIQUE INDEX accounts_handle ON accounts (handle);
