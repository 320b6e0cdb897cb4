SELECT avg(rating) AS average, count(*) AS rated, sum(rating IS NULL) AS unrated,
  (SELECT coalesce(nullif(nick, ''), nullif(full_name, ''), 'anonymous') FROM guests WHERE rating IS NOT NULL ORDER BY rating DESC, id LIMIT 1) AS best
FROM guests;
