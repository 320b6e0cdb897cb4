BEGIN TRANSACTION;
INSERT INTO ledger SELECT * FROM transfer;
UPDATE accounts SET balance = balance + (SELECT sum(CASE accounts.id WHEN sender THEN -amount WHEN receiver THEN amount END) FROM transfer)
WHERE id IN (SELECT sender FROM transfer UNION ALL SELECT receiver FROM transfer);
COMMIT TRANSACTION;
