INSERT INTO rejects SELECT id, 'code' FROM staging WHERE code IS NULL OR trim(code) = '';
INSERT INTO rejects SELECT id, 'price' FROM staging WHERE (price IS NULL OR price < 0) AND id NOT IN (SELECT id FROM rejects);
INSERT INTO catalogue SELECT code, price FROM staging WHERE NOT EXISTS (SELECT 1 FROM rejects WHERE rejects.id = staging.id) ORDER BY sent, id
ON CONFLICT DO UPDATE SET price = excluded.price;
