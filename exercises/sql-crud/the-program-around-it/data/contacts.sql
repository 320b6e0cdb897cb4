CREATE TABLE contacts (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL CHECK (name <> ''),
  phone text NOT NULL,
  email text CHECK (email <> '')
);
INSERT INTO contacts (name, phone, email) VALUES
  ('Ida Elm', '555 0101', 'ida@example.org'),
  ('Bo Birch', '555 0102', NULL),
  ('Cy Ash', '555 0103', 'cy@example.org');

-- Nobody's business but the club's.
CREATE TABLE dues (name text NOT NULL, cents integer NOT NULL);
INSERT INTO dues VALUES ('Ida Elm', 1250), ('Cy Ash', 990);
