CREATE UNIQUE INDEX living ON accounts (CASE WHEN closed_at IS NULL THEN lower(email) END);
CREATE UNIQUE INDEX named ON accounts (handle);
