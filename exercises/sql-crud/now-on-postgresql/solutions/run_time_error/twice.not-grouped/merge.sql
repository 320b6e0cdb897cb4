INSERT INTO stock (product, amount) SELECT product, amount FROM delivery
  ON CONFLICT (product) DO UPDATE SET amount = stock.amount + excluded.amount;
