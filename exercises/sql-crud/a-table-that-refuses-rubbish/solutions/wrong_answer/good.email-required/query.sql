CREATE TABLE members (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  email TEXT NOT NULL UNIQUE DEFAULT '-',
  joined TEXT NOT NULL CHECK (joined IS date(joined, '+0 days')),
  level TEXT NOT NULL DEFAULT 'plain' CHECK (level IN ('plain', 'silver', 'gold')),
  fee INTEGER NOT NULL CHECK (fee >= 0)
) STRICT;
