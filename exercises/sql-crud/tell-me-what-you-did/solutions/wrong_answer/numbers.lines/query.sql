INSERT INTO orders (customer, amount) SELECT customer, amount FROM batch ORDER BY line
RETURNING (SELECT max(line) FROM batch WHERE batch.customer = orders.customer) AS id, customer;
