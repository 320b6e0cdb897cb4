INSERT INTO orders (customer, amount) SELECT customer, amount FROM batch ORDER BY line
RETURNING (SELECT count(*) FROM orders) AS id, customer;
