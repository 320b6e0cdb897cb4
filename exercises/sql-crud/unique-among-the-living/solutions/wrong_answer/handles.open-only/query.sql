CREATE UNIQUE INDEX accounts_email ON accounts (lower(email)) WHERE closed_at IS NULL;
CREATE UNIQUE INDEX accounts_handle ON accounts (handle) WHERE closed_at IS NULL;
