INSERT INTO orders (amount, customer)
SELECT amount, customer FROM (SELECT customer, amount, row_number() OVER (ORDER BY line) AS place FROM batch) ORDER BY place
RETURNING rowid AS id, customer;
