INSERT INTO stock (amount, product)
SELECT DISTINCT sum(amount) OVER (PARTITION BY product), product FROM delivery WHERE 1
ON CONFLICT (product) DO UPDATE SET (amount) = (stock.amount + excluded.amount);
