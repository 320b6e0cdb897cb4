DELETE FROM sessions WHERE last_seen < (SELECT date(now, '-30 days') FROM clock) AND coalesce(pinned, 0) = 0;
