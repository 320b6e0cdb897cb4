BEGIN;
SELECT number FROM seats ORDER BY number FOR UPDATE;
UPDATE seats SET guest = current_setting('seats.guest') WHERE number = (SELECT min(number) FROM seats WHERE guest IS NULL);
INSERT INTO guests (name) VALUES (current_setting('seats.guest'));
COMMIT;
