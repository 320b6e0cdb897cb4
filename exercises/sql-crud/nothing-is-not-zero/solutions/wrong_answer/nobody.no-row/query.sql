SELECT (SELECT avg(rating) FROM guests) AS average, (SELECT count(rating) FROM guests) AS rated, (SELECT count(*) - count(rating) FROM guests) AS unrated,
  coalesce(nullif(nick, ''), nullif(full_name, ''), 'anonymous') AS best
FROM guests WHERE rating IS NOT NULL ORDER BY rating DESC, id LIMIT 1;
