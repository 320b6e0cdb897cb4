PRAGMA foreign_keys = OFF;
CREATE TABLE new_people (id INTEGER PRIMARY KEY, first_name TEXT, last_name TEXT, email TEXT);
WITH trimmed AS (SELECT id, email, trim(name) || ' ' AS name FROM people)
INSERT INTO new_people SELECT id, nullif(substr(name, 1, instr(name, ' ') - 1), ''), nullif(trim(substr(name, instr(name, ' '))), ''), email FROM trimmed;
DROP TABLE people;
ALTER TABLE new_people RENAME TO people;
PRAGMA foreign_keys = ON;
