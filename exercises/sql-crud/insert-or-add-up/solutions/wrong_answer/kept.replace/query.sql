INSERT OR REPLACE INTO stock (product, amount)
SELECT product, sum(amount) + coalesce((SELECT amount FROM stock WHERE stock.product = delivery.product), 0) FROM delivery GROUP BY product;
