INSERT INTO stock (product, amount) SELECT delivery.product, coalesce(stock.amount, 0) + delivery.amount FROM delivery LEFT JOIN stock USING (product) WHERE true
  ON CONFLICT (product) DO UPDATE SET amount = excluded.amount;
