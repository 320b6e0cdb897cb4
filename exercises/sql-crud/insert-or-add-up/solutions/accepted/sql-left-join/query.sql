INSERT INTO stock (product, amount, note)
SELECT d.product, coalesce(s.amount, 0) + sum(d.amount), s.note FROM delivery d LEFT JOIN stock s ON s.product = d.product GROUP BY d.product
ON CONFLICT (product) DO UPDATE SET amount = excluded.amount;
