ALTER TABLE people RENAME COLUMN name TO first_name;
ALTER TABLE people ADD COLUMN last_name TEXT;
UPDATE people SET
  last_name = nullif(trim(substr(trim(first_name) || ' ', instr(trim(first_name) || ' ', ' '))), ''),
  first_name = nullif(substr(trim(first_name) || ' ', 1, instr(trim(first_name) || ' ', ' ') - 1), '');
