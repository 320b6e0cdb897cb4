DO $$
DECLARE
  wanted text[] := ARRAY[current_setting('shop.first'), current_setting('shop.second')];
  there integer;
BEGIN
  PERFORM 1 FROM stock WHERE product = ANY (wanted) ORDER BY product FOR UPDATE;
  SELECT count(*) INTO there FROM stock WHERE product = ANY (wanted) AND amount > 0;
  IF there = 2 THEN
    UPDATE stock SET amount = amount - 1 WHERE product = ANY (wanted);
    INSERT INTO reservations SELECT current_setting('shop.customer'), unnest(wanted);
  END IF;
END $$;
SELECT EXISTS (SELECT 1 FROM reservations WHERE customer = current_setting('shop.customer')) AS reserved;
