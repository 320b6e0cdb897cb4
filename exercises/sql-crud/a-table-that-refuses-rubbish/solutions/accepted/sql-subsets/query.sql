CREATE TABLE members (
  id INTEGER NOT NULL PRIMARY KEY,
  name TEXT CHECK (ifnull(name, '') != ''),
  email TEXT NULL UNIQUE,
  joined TEXT CHECK (joined IS NOT NULL AND joined LIKE '____-__-__' AND strftime('%Y-%m-%d', julianday(joined)) IS joined),
  level TEXT NOT NULL DEFAULT 'plain' CHECK ('gold' = level OR 'silver' = level OR 'plain' = level),
  fee NUMERIC NOT NULL CHECK (fee BETWEEN 0 AND 9223372036854775807 AND typeof(fee) IS 'integer')
);
