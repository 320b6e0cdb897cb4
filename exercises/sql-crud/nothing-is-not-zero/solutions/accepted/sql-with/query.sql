WITH given AS (SELECT * FROM guests WHERE rating IS NOT NULL),
  named AS (SELECT CASE WHEN nick <> '' THEN nick WHEN full_name <> '' THEN full_name ELSE 'anonymous' END AS name, row_number() OVER (ORDER BY rating DESC, id) AS place FROM given)
SELECT 1.0 * (SELECT sum(rating) FROM given) / nullif((SELECT count(*) FROM given), 0) AS Average, (SELECT count(*) FROM given) AS Rated,
  (SELECT count(*) FROM guests WHERE rating IS NULL) AS Unrated, (SELECT name FROM named WHERE place = 1) AS Best;
