WITH ranked AS (
  SELECT city, name, rating, count(rating) OVER (PARTITION BY city) AS rated,
    row_number() OVER (PARTITION BY city ORDER BY rating DESC NULLS LAST, id) AS place
  FROM guests)
SELECT city, rating AS best, rated, CASE WHEN rating IS NOT NULL THEN name END AS who
FROM ranked WHERE place = 1 ORDER BY rating DESC NULLS LAST, city;
