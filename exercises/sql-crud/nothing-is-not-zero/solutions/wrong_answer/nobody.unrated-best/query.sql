SELECT avg(rating) AS average, count(rating) AS rated, count(*) - count(rating) AS unrated,
  (SELECT coalesce(nullif(nick, ''), nullif(full_name, ''), 'anonymous') FROM guests ORDER BY rating DESC, id LIMIT 1) AS best
FROM guests;
