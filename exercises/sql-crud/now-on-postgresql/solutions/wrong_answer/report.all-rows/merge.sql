INSERT INTO stock (product, amount) SELECT product, sum(amount) FROM delivery GROUP BY product
  ON CONFLICT (product) DO UPDATE SET amount = stock.amount + excluded.amount;
