CREATE SEQUENCE member_numbers;
CREATE DOMAIN euros AS numeric CHECK (value >= 0);
CREATE TABLE members (
  id bigint DEFAULT nextval('member_numbers') PRIMARY KEY,
  name text NOT NULL,
  joined timestamptz NOT NULL,
  fee euros NOT NULL,
  CHECK (name IS DISTINCT FROM '')
);
ALTER SEQUENCE member_numbers OWNED BY members.id;
WITH old AS (INSERT INTO members SELECT id, name, joined::timestamptz, (cents::text || 'e-2')::numeric FROM old_members RETURNING id)
SELECT setval('member_numbers', max(id)) FROM old;
