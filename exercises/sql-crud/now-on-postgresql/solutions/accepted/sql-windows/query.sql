-- The same with a serial column, whose CHECKs are written behind the columns.
CREATE TABLE members (
  id bigserial,
  name varchar(200) NOT NULL,
  joined timestamp with time zone NOT NULL,
  fee numeric NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT name_is_told CHECK (length(name) > 0),
  CONSTRAINT fee_is_no_debt CHECK (fee >= 0)
);
INSERT INTO members SELECT id, name, joined::timestamptz, cents::numeric / 100 FROM old_members;
SELECT setval('members_id_seq', coalesce(max(id), 0) + 1, false) FROM members;
