BEGIN;
WITH taken AS (
  UPDATE stock SET amount = seen.amount - 1
  FROM stock AS seen
  WHERE seen.product = stock.product AND stock.amount > 0
    AND stock.product IN (current_setting('shop.first'), current_setting('shop.second'))
    AND (SELECT count(*) FROM stock WHERE product IN (current_setting('shop.first'), current_setting('shop.second')) AND amount > 0) = 2
  RETURNING stock.product
), noted AS (
  INSERT INTO reservations (customer, product)
  SELECT current_setting('shop.customer'), product FROM taken
  RETURNING product
)
SELECT count(*) = 2 AS reserved FROM noted;
COMMIT;
