INSERT INTO orders (customer, amount) SELECT customer, amount FROM batch RETURNING id, customer;
