MERGE INTO stock AS s
USING (SELECT product, sum(amount) AS amount FROM delivery GROUP BY product) AS d ON d.product = s.product
WHEN MATCHED THEN UPDATE SET amount = s.amount + d.amount
WHEN NOT MATCHED THEN INSERT (product, amount) VALUES (d.product, d.amount);
