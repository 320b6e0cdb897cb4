BEGIN;
UPDATE accounts SET balance = balance - (SELECT amount FROM transfer) WHERE id = (SELECT sender FROM transfer);
UPDATE accounts SET balance = balance + (SELECT amount FROM transfer) WHERE id = (SELECT receiver FROM transfer);
INSERT INTO ledger SELECT t.id, t.sender, t.receiver, t.amount FROM transfer t JOIN accounts r ON r.id = t.receiver;
COMMIT;
