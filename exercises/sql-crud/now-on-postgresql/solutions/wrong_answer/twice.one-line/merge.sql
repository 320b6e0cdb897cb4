INSERT INTO stock (product, amount) SELECT DISTINCT ON (product) product, amount FROM delivery ORDER BY product, line DESC
  ON CONFLICT (product) DO UPDATE SET amount = stock.amount + excluded.amount;
