INSERT INTO stock AS s (product, amount)
SELECT DISTINCT product, sum(amount) OVER (PARTITION BY product) FROM delivery
ON CONFLICT ON CONSTRAINT stock_pkey DO UPDATE SET amount = excluded.amount + s.amount;
