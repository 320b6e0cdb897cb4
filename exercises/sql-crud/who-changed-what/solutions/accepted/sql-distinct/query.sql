CREATE TABLE history (id INTEGER NOT NULL PRIMARY KEY, at TEXT NOT NULL, old INTEGER, new INTEGER, product TEXT NOT NULL) STRICT;
CREATE TRIGGER h1 AFTER UPDATE ON prices WHEN old.cents IS DISTINCT FROM new.cents
BEGIN INSERT INTO history (product, old, new, at) VALUES (old.product, old.cents, new.cents, strftime('%Y-%m-%d %H:%M:%S', 'now')); END;
CREATE TRIGGER h2 BEFORE INSERT ON history WHEN new.at IS NULL BEGIN SELECT RAISE(ABORT, 'when?'); END;
CREATE TRIGGER h3 AFTER INSERT ON prices
BEGIN INSERT INTO history (product, old, new, at) VALUES (new.product, NULL, new.cents, CURRENT_DATE || ' ' || CURRENT_TIME); END;
CREATE TRIGGER h4 AFTER DELETE ON prices
BEGIN INSERT INTO history (product, old, new, at) VALUES (old.product, old.cents, NULL, CURRENT_TIMESTAMP); END;
CREATE TRIGGER h5 AFTER UPDATE ON history BEGIN SELECT RAISE(FAIL, 'the history stays') WHERE false; SELECT RAISE(ABORT, 'the history stays'); END;
CREATE TRIGGER h6 AFTER DELETE ON history BEGIN SELECT RAISE(ABORT, 'the history stays'); END;
