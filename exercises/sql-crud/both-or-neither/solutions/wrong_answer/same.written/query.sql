BEGIN;
UPDATE accounts SET balance = balance - (SELECT amount FROM transfer) WHERE id = (SELECT sender FROM transfer);
UPDATE accounts SET balance = balance + (SELECT amount FROM transfer) WHERE id = (SELECT receiver FROM transfer WHERE receiver <> sender);
INSERT INTO ledger SELECT id, sender, receiver, amount FROM transfer WHERE sender <> receiver;
COMMIT;
