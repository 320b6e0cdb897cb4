CREATE TABLE members (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  email TEXT UNIQUE,
  joined TEXT NOT NULL CHECK (joined LIKE '____-__-__'),
  level TEXT NOT NULL DEFAULT 'plain' CHECK (level IN ('plain', 'silver', 'gold')),
  fee INTEGER NOT NULL CHECK (fee >= 0)
) STRICT;
