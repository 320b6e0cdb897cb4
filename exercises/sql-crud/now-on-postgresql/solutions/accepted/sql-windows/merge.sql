WITH came AS (SELECT product, sum(amount) AS amount FROM delivery GROUP BY product),
raised AS (UPDATE stock SET amount = stock.amount + came.amount FROM came WHERE came.product = stock.product RETURNING stock.product)
INSERT INTO stock (product, amount) SELECT product, amount FROM came WHERE product NOT IN (SELECT product FROM raised);
