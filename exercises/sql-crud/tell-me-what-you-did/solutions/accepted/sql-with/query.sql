WITH lines AS (SELECT customer, amount FROM batch ORDER BY line LIMIT -1)
INSERT INTO orders (customer, amount) SELECT * FROM lines RETURNING orders.id AS id, customer AS customer;
