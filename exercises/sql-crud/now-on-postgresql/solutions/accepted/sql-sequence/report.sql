SELECT city, max(rating) AS best, count(*) FILTER (WHERE rating IS NOT NULL) AS rated,
  (array_agg(name ORDER BY rating DESC, id) FILTER (WHERE rating IS NOT NULL))[1] AS who
FROM guests GROUP BY city ORDER BY 2 DESC NULLS LAST, 1;
