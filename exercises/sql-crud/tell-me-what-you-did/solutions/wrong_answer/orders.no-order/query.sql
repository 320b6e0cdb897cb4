INSERT INTO orders (customer, amount) SELECT customer, amount FROM batch ORDER BY customer, line RETURNING id, customer;
