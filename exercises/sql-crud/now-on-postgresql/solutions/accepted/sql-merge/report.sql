SELECT city, best, rated, who
FROM (SELECT DISTINCT ON (city) city, rating AS best, count(rating) OVER (PARTITION BY city) AS rated,
        CASE WHEN rating IS NULL THEN NULL ELSE name END AS who
      FROM guests ORDER BY city, rating DESC NULLS LAST, id) AS first_of_city
ORDER BY best DESC NULLS LAST, city;
