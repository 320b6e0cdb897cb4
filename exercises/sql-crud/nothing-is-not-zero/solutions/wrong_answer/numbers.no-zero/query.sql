SELECT avg(nullif(rating, 0)) AS average, count(nullif(rating, 0)) AS rated, count(*) - count(nullif(rating, 0)) AS unrated,
  (SELECT coalesce(nullif(nick, ''), nullif(full_name, ''), 'anonymous') FROM guests WHERE rating IS NOT NULL ORDER BY rating DESC, id LIMIT 1) AS best
FROM guests;
