BEGIN;
SELECT product FROM stock WHERE product = current_setting('shop.first') FOR UPDATE;
SELECT product FROM stock WHERE product = current_setting('shop.second') FOR UPDATE;
INSERT INTO reservations (customer, product)
SELECT current_setting('shop.customer'), product FROM stock
WHERE product IN (current_setting('shop.first'), current_setting('shop.second'))
  AND (SELECT count(*) FROM stock WHERE product IN (current_setting('shop.first'), current_setting('shop.second')) AND amount > 0) = 2;
UPDATE stock SET amount = amount - 1
WHERE product IN (SELECT product FROM reservations WHERE customer = current_setting('shop.customer'));
SELECT count(*) = 2 AS reserved FROM reservations WHERE customer = current_setting('shop.customer');
COMMIT;
