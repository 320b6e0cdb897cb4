WITH fixed AS (SELECT id, upper(substr(name, 1, 1)) || lower(substr(name, 2)) AS name FROM people)
SELECT id AS ID, name AS Name FROM fixed ORDER BY 1 ASC;
