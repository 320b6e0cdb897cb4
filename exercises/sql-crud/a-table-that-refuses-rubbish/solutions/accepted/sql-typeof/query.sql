CREATE TABLE members (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (length(name) > 0),
  email TEXT,
  joined TEXT NOT NULL CHECK (joined IS strftime('%Y-%m-%d', joined, '+0 days')),
  level TEXT DEFAULT 'plain' CHECK (level IS NOT NULL AND (level = 'plain' OR level = 'silver' OR level = 'gold')),
  fee INTEGER NOT NULL CHECK (typeof(fee) = 'integer' AND fee >= 0),
  UNIQUE (email)
);
