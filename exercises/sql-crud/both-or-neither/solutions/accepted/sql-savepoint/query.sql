SAVEPOINT transfer;
UPDATE accounts SET balance = balance + t.amount FROM transfer t WHERE accounts.id = t.receiver;
UPDATE accounts SET balance = balance - t.amount FROM transfer t WHERE accounts.id = t.sender;
INSERT INTO ledger (amount, receiver, sender, transfer) SELECT amount, receiver, sender, id FROM transfer;
RELEASE transfer;
