BEGIN;
INSERT INTO ledger SELECT id, sender, receiver, amount FROM transfer
  WHERE amount < (SELECT balance FROM accounts WHERE id = sender) AND sender <> receiver AND receiver IN (SELECT id FROM accounts);
UPDATE accounts SET balance = balance - (SELECT amount FROM transfer) WHERE id = (SELECT sender FROM ledger WHERE transfer = (SELECT id FROM transfer));
UPDATE accounts SET balance = balance + (SELECT amount FROM transfer) WHERE id = (SELECT receiver FROM ledger WHERE transfer = (SELECT id FROM transfer));
COMMIT;
