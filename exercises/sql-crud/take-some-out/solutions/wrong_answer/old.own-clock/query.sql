DELETE FROM sessions WHERE last_seen < datetime((SELECT CASE WHEN now > '2022' THEN now ELSE 'now' END FROM clock), '-30 days') AND coalesce(pinned, 0) = 0;
