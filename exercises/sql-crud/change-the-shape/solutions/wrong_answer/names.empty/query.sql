ALTER TABLE people ADD COLUMN first_name TEXT;
ALTER TABLE people ADD COLUMN last_name TEXT;
UPDATE people SET name = trim(name);
UPDATE people SET
  first_name = CASE instr(name, ' ') WHEN 0 THEN name ELSE substr(name, 1, instr(name, ' ') - 1) END,
  last_name = CASE WHEN instr(name, ' ') > 0 THEN trim(substr(name, instr(name, ' '))) END;
ALTER TABLE people DROP COLUMN name;
