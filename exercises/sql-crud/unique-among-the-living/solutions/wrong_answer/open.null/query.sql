CREATE UNIQUE INDEX accounts_email ON accounts (lower(email), closed_at);
CREATE UNIQUE INDEX accounts_handle ON accounts (handle);
