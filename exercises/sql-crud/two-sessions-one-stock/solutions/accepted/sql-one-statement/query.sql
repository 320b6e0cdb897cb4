WITH wanted AS (
  SELECT product FROM stock
  WHERE product IN (current_setting('shop.first'), current_setting('shop.second')) AND amount > 0
  ORDER BY product FOR UPDATE
), taken AS (
  UPDATE stock SET amount = amount - 1
  WHERE product IN (SELECT product FROM wanted) AND (SELECT count(*) FROM wanted) = 2
  RETURNING product
), noted AS (
  INSERT INTO reservations (customer, product)
  SELECT current_setting('shop.customer'), product FROM taken
  RETURNING product
)
SELECT count(*) = 2 AS reserved FROM noted;
