INSERT INTO stock (product, amount, note) SELECT product, sum(amount), NULL FROM delivery GROUP BY product
  ON CONFLICT DO UPDATE SET amount = stock.amount + excluded.amount;
