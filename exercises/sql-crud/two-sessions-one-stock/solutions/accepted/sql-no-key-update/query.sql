BEGIN;
SELECT FROM stock WHERE product = ANY (ARRAY[current_setting('shop.first'), current_setting('shop.second')])
ORDER BY product COLLATE "C" FOR NO KEY UPDATE;
WITH asked (product) AS (VALUES (current_setting('shop.first')), (current_setting('shop.second'))),
  sold AS (
    UPDATE stock s SET amount = s.amount - 1 FROM asked
    WHERE asked.product = s.product AND NOT EXISTS (SELECT FROM asked a LEFT JOIN stock t USING (product) WHERE coalesce(t.amount, 0) < 1)
    RETURNING s.product),
  noted AS (INSERT INTO reservations SELECT current_setting('shop.customer'), product FROM sold RETURNING 1)
SELECT EXISTS (SELECT FROM noted) AS reserved;
COMMIT;
