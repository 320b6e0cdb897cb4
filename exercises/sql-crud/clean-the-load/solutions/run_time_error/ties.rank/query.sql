INSERT INTO rejects (id, reason)
SELECT id, CASE WHEN coalesce(trim(code), '') = '' THEN 'code' ELSE 'price' END FROM staging WHERE coalesce(trim(code), '') = '' OR coalesce(price, -1) < 0;
DELETE FROM catalogue WHERE code IN (SELECT code FROM staging WHERE id NOT IN (SELECT id FROM rejects));
INSERT INTO catalogue (code, price)
SELECT code, price
FROM (SELECT code, price, rank() OVER (PARTITION BY code ORDER BY sent DESC) AS place FROM staging WHERE id NOT IN (SELECT id FROM rejects))
WHERE place = 1;
