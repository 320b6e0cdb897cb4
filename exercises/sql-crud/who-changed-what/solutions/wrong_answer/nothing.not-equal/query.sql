CREATE TABLE history (id INTEGER PRIMARY KEY, product TEXT NOT NULL, old INTEGER, new INTEGER, at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP);
CREATE TRIGGER prices_in AFTER INSERT ON prices BEGIN INSERT INTO history (product, new) VALUES (new.product, new.cents); END;
CREATE TRIGGER prices_out AFTER DELETE ON prices BEGIN INSERT INTO history (product, old) VALUES (old.product, old.cents); END;
CREATE TRIGGER prices_on AFTER UPDATE ON prices WHEN old.cents <> new.cents BEGIN INSERT INTO history (product, old, new) VALUES (new.product, old.cents, new.cents); END;
CREATE TRIGGER history_update BEFORE UPDATE ON history BEGIN SELECT RAISE(ABORT, 'the history stays'); END;
CREATE TRIGGER history_delete BEFORE DELETE ON history BEGIN SELECT RAISE(ABORT, 'the history stays'); END;
