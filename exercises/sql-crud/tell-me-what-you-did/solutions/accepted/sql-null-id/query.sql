INSERT INTO orders SELECT NULL, b.customer, b.amount FROM batch AS b ORDER BY b.line ASC RETURNING "id", "customer";
