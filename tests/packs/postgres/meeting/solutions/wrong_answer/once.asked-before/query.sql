BEGIN;
SELECT set_config('seats.number', (SELECT min(number) FROM seats WHERE guest IS NULL)::text, true);
UPDATE seats SET guest = current_setting('seats.guest') WHERE number = current_setting('seats.number')::integer;
INSERT INTO guests (name) VALUES (current_setting('seats.guest'));
COMMIT;
