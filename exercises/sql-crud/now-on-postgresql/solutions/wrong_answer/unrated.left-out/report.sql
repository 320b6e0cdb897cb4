SELECT city, max(rating) AS best, count(rating) AS rated,
  (SELECT b.name FROM guests b WHERE b.city = g.city AND b.rating IS NOT NULL ORDER BY b.rating DESC, b.id LIMIT 1) AS who
FROM guests g WHERE rating IS NOT NULL GROUP BY city ORDER BY best DESC NULLS LAST, city;
