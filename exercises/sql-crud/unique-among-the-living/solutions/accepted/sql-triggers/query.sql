CREATE TRIGGER comes AFTER INSERT ON accounts
WHEN EXISTS (SELECT 1 FROM accounts a WHERE a.id <> new.id AND (a.handle = new.handle
  OR (a.closed_at IS NULL AND new.closed_at IS NULL AND lower(a.email) = lower(new.email))))
BEGIN SELECT RAISE(ABORT, 'somebody has it'); END;
CREATE TRIGGER changes AFTER UPDATE ON accounts
WHEN EXISTS (SELECT 1 FROM accounts a WHERE a.id <> new.id AND (a.handle = new.handle
  OR (a.closed_at IS NULL AND new.closed_at IS NULL AND lower(a.email) = lower(new.email))))
BEGIN SELECT RAISE(ABORT, 'somebody has it'); END;
