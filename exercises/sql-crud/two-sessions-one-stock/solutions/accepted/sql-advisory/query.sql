BEGIN;
SELECT pg_advisory_xact_lock(hashtext(product))
FROM (SELECT least(current_setting('shop.first'), current_setting('shop.second')) AS product
      UNION ALL SELECT greatest(current_setting('shop.first'), current_setting('shop.second'))) AS p;
INSERT INTO reservations (product, customer)
SELECT s.product, current_setting('shop.customer') FROM stock s
WHERE s.product IN (current_setting('shop.first'), current_setting('shop.second'))
  AND 2 = (SELECT count(*) FROM stock t WHERE t.product IN (current_setting('shop.first'), current_setting('shop.second')) AND t.amount >= 1);
UPDATE stock SET amount = amount - 1 FROM reservations r WHERE r.product = stock.product AND r.customer = current_setting('shop.customer');
SELECT count(*) > 0 AS reserved FROM reservations WHERE customer = current_setting('shop.customer');
COMMIT;
