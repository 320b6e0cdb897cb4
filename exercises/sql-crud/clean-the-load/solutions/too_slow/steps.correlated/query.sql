INSERT INTO rejects (id, reason)
SELECT id, CASE WHEN coalesce(trim(code), '') = '' THEN 'code' ELSE 'price' END FROM staging WHERE coalesce(trim(code), '') = '' OR coalesce(price, -1) < 0;
INSERT INTO catalogue (code, price)
SELECT code, price FROM staging AS s
WHERE id NOT IN (SELECT id FROM rejects)
  AND NOT EXISTS (SELECT 1 FROM staging AS newer WHERE +newer.code = s.code AND newer.price >= 0 AND (newer.sent, newer.id) > (s.sent, s.id))
ON CONFLICT (code) DO UPDATE SET price = excluded.price;
