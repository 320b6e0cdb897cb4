PRAGMA foreign_keys = OFF;
CREATE TABLE new_people (id INTEGER PRIMARY KEY, first_name TEXT, last_name TEXT, email TEXT);
WITH trimmed AS (SELECT id, email, trim(name) || ' ' AS name FROM people)
INSERT INTO new_people (first_name, last_name, email)
SELECT nullif(substr(name, 1, instr(name, ' ') - 1), ''), nullif(trim(substr(name, instr(name, ' '))), ''), email FROM trimmed ORDER BY id;
DROP TABLE people;
ALTER TABLE new_people RENAME TO people;
CREATE UNIQUE INDEX people_email ON people (email);
CREATE TRIGGER people_log AFTER UPDATE OF email ON people BEGIN INSERT INTO log VALUES (old.id, old.email); END;
PRAGMA foreign_keys = ON;
