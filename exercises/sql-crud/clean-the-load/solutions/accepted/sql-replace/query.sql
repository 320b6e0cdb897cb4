BEGIN;
INSERT INTO rejects
SELECT id, iif(ifnull(trim(code), '') = '', 'code', 'price') FROM staging WHERE NOT coalesce(trim(code) <> '' AND price >= 0, false);
INSERT OR REPLACE INTO catalogue (price, code)
SELECT DISTINCT first_value(price) OVER newest, code FROM staging WHERE trim(code) <> '' AND price >= 0
WINDOW newest AS (PARTITION BY code ORDER BY sent DESC, id DESC);
COMMIT;
