INSERT INTO stock (product, amount) SELECT product, max(amount) FROM delivery GROUP BY product
  ON CONFLICT (product) DO UPDATE SET amount = amount + excluded.amount;
