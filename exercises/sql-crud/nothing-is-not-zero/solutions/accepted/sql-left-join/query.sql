SELECT n.average, n.rated, n.unrated, b.best
FROM (SELECT avg(rating) AS average, count(rating) AS rated, coalesce(sum(rating IS NULL), 0) AS unrated FROM guests) AS n
LEFT JOIN (SELECT ifnull(nullif(nick, ''), ifnull(nullif(full_name, ''), 'anonymous')) AS best
           FROM guests WHERE rating >= 0 ORDER BY rating DESC, id ASC LIMIT 1) AS b
ON true;
