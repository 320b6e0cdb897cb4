ALTER TABLE people ADD COLUMN first_name TEXT;
ALTER TABLE people ADD COLUMN last_name TEXT;
UPDATE people SET
  first_name = CASE instr(trim(name), ' ') WHEN 0 THEN nullif(trim(name), '') ELSE substr(trim(name), 1, instr(trim(name), ' ') - 1) END,
  last_name = CASE WHEN instr(trim(name), ' ') > 0 THEN trim(substr(trim(name), instr(trim(name), ' '))) END,
  email = email;
ALTER TABLE people DROP COLUMN name;
