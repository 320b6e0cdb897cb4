INSERT INTO stock (product, amount) SELECT product, amount FROM delivery WHERE true
  ON CONFLICT (product) DO UPDATE SET amount = amount + excluded.amount, note = excluded.note;
