INSERT INTO ledger SELECT id, sender, receiver, amount FROM transfer;
UPDATE accounts SET balance = balance - (SELECT amount FROM transfer) WHERE id = (SELECT sender FROM transfer);
UPDATE accounts SET balance = balance + (SELECT amount FROM transfer) WHERE id = (SELECT receiver FROM transfer);
