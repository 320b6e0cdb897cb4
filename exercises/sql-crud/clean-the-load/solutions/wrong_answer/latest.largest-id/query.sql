INSERT INTO rejects (id, reason)
SELECT id, CASE WHEN coalesce(trim(code), '') = '' THEN 'code' ELSE 'price' END FROM staging WHERE coalesce(trim(code), '') = '' OR coalesce(price, -1) < 0;
INSERT INTO catalogue (code, price)
SELECT code, price FROM staging WHERE id IN (SELECT max(id) FROM staging WHERE id NOT IN (SELECT id FROM rejects) GROUP BY code)
ON CONFLICT (code) DO UPDATE SET price = excluded.price;
