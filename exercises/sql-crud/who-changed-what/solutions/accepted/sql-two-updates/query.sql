CREATE TABLE history (id INTEGER PRIMARY KEY, product TEXT, old INTEGER, new INTEGER, at TEXT DEFAULT CURRENT_TIMESTAMP);
CREATE TRIGGER now_known AFTER UPDATE ON prices WHEN (old.cents IS NULL) <> (new.cents IS NULL)
BEGIN INSERT INTO history (product, old, new) VALUES (new.product, old.cents, new.cents); END;
CREATE TRIGGER other_price AFTER UPDATE ON prices WHEN old.cents <> new.cents
BEGIN INSERT INTO history (product, old, new) VALUES (new.product, old.cents, new.cents); END;
CREATE TRIGGER first_price BEFORE INSERT ON prices WHEN NOT EXISTS (SELECT 1 FROM prices WHERE product = new.product)
BEGIN INSERT INTO history (product, new) VALUES (new.product, new.cents); END;
CREATE TRIGGER last_price BEFORE DELETE ON prices BEGIN INSERT INTO history (product, old) VALUES (old.product, old.cents); END;
CREATE TRIGGER no_update BEFORE UPDATE ON history BEGIN SELECT RAISE(ABORT, 'no'); END;
CREATE TRIGGER no_delete BEFORE DELETE ON history BEGIN SELECT RAISE(ABORT, 'no'); END;
