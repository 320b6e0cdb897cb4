CREATE TRIGGER one_open BEFORE INSERT ON accounts WHEN new.closed_at IS NULL
BEGIN SELECT RAISE(ABORT, 'there is an open account') FROM accounts WHERE lower(email) = lower(new.email) AND closed_at IS NULL; END;
CREATE UNIQUE INDEX accounts_handle ON accounts (handle);
