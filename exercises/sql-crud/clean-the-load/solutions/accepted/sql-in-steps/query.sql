INSERT INTO rejects SELECT id, 'code' FROM staging WHERE trim(coalesce(code, '')) = '';
INSERT INTO rejects SELECT id, 'price' FROM staging WHERE coalesce(price, -1) < 0 ON CONFLICT DO NOTHING;
WITH good AS (SELECT s.* FROM staging s LEFT JOIN rejects r ON r.id = s.id WHERE r.id IS NULL),
  latest AS (SELECT code, max(sent) AS sent FROM good GROUP BY code),
  newest AS (SELECT max(good.id) AS id FROM good JOIN latest ON latest.code = good.code AND latest.sent = good.sent GROUP BY good.code)
INSERT INTO catalogue (code, price) SELECT code, price FROM staging WHERE id IN (SELECT id FROM newest)
ON CONFLICT (code) DO UPDATE SET price = excluded.price;
