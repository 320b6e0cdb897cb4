INSERT INTO stock (product, amount) SELECT coalesce((SELECT product FROM stock WHERE lower(product) = lower(delivery.product)), product), amount FROM delivery WHERE true
  ON CONFLICT (product) DO UPDATE SET amount = amount + excluded.amount;
