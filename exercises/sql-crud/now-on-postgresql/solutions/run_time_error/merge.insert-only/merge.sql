INSERT INTO stock (product, amount) SELECT product, sum(amount) FROM delivery GROUP BY product;
