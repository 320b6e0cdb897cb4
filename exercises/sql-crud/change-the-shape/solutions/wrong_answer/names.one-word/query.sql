ALTER TABLE people ADD COLUMN first_name TEXT;
ALTER TABLE people ADD COLUMN last_name TEXT;
UPDATE people SET name = trim(name);
UPDATE people SET first_name = substr(name, 1, instr(name, ' ') - 1), last_name = trim(substr(name, instr(name, ' '))) WHERE instr(name, ' ') > 0;
ALTER TABLE people DROP COLUMN name;
