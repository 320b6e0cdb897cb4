SELECT id, at, title FROM events
WHERE (at, id) > (SELECT coalesce(max(shown.at), ''), coalesce(max(shown.id), 0) FROM events AS shown WHERE shown.id = (SELECT id FROM marker))
ORDER BY at, id LIMIT 20;
