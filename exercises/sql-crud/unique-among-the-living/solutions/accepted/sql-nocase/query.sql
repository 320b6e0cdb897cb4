CREATE UNIQUE INDEX one_handle ON accounts (handle COLLATE BINARY);
CREATE UNIQUE INDEX one_open ON accounts (email COLLATE NOCASE) WHERE closed_at IS NULL;
