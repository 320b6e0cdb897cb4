WITH pairs (town, member) AS (SELECT city, name FROM members UNION SELECT city, name FROM members)
SELECT * FROM pairs ORDER BY 1, 2;
