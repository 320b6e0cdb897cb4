BEGIN IMMEDIATE;
INSERT INTO ledger (transfer, sender, receiver, amount)
SELECT t.id, s.id, r.id, t.amount FROM transfer t JOIN accounts s ON s.id = t.sender JOIN accounts r ON r.id = t.receiver WHERE s.balance >= t.amount AND s.id <> r.id;
UPDATE accounts SET balance = balance + l.amount * CASE WHEN accounts.id = l.sender THEN -1 ELSE 1 END
FROM ledger l WHERE l.transfer = (SELECT id FROM transfer) AND accounts.id IN (l.sender, l.receiver);
END;
