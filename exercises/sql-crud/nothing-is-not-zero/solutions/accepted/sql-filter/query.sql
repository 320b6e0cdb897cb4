SELECT total(rating) / nullif(count(*) FILTER (WHERE rating NOT NULL), 0) AS average, count(*) FILTER (WHERE rating NOT NULL) AS rated,
  count(*) FILTER (WHERE rating IS NULL) AS unrated,
  (SELECT CASE WHEN length(nick) THEN nick WHEN length(full_name) THEN full_name ELSE 'anonymous' END FROM guests
   WHERE id = (SELECT min(id) FROM guests WHERE rating = (SELECT max(rating) FROM guests))) AS best
FROM guests;
