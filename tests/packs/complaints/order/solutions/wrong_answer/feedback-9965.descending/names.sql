SELECT id, upper(substr(name, 1, 1)) || lower(substr(name, 2)) AS name FROM people ORDER BY id;
