CREATE TABLE history (id INTEGER PRIMARY KEY AUTOINCREMENT, product TEXT, old INTEGER, new INTEGER, at TEXT);
CREATE TRIGGER a AFTER INSERT ON prices FOR EACH ROW BEGIN INSERT INTO history (product, old, new, at) VALUES (new.product, NULL, new.cents, CURRENT_TIMESTAMP); END;
CREATE TRIGGER b BEFORE DELETE ON prices FOR EACH ROW BEGIN INSERT INTO history (product, old, new, at) VALUES (old.product, old.cents, NULL, datetime('now')); END;
CREATE TRIGGER c BEFORE UPDATE OF cents ON prices FOR EACH ROW
BEGIN INSERT INTO history (product, old, new, at) SELECT old.product, old.cents, new.cents, datetime('now') WHERE coalesce(old.cents, 'none') <> coalesce(new.cents, 'none'); END;
CREATE TRIGGER d BEFORE UPDATE ON history BEGIN SELECT RAISE(FAIL, 'no'); END;
CREATE TRIGGER e BEFORE DELETE ON history BEGIN SELECT RAISE(FAIL, 'no'); END;
