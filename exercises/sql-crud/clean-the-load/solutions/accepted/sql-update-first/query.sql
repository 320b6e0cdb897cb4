WITH ranked AS (
  SELECT code, price, rank() OVER (PARTITION BY code ORDER BY sent DESC, id DESC) AS place FROM staging WHERE trim(code) > '' AND price >= 0)
UPDATE catalogue SET price = ranked.price FROM ranked WHERE ranked.code = catalogue.code AND ranked.place = 1;
WITH ranked AS (
  SELECT code, price, rank() OVER (PARTITION BY code ORDER BY sent DESC, id DESC) AS place FROM staging WHERE trim(code) > '' AND price >= 0)
INSERT INTO catalogue (code, price) SELECT code, price FROM ranked WHERE place = 1 AND code NOT IN (SELECT code FROM catalogue);
INSERT INTO rejects (id, reason)
SELECT id, CASE WHEN trim(code) > '' THEN 'price' ELSE 'code' END FROM staging WHERE (trim(code) > '' AND price >= 0) IS NOT TRUE;
