SELECT city, max(rating) AS best, count(rating) AS rated, name AS who
FROM guests GROUP BY city ORDER BY best DESC NULLS LAST, city;
