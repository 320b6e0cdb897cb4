DELETE FROM sessions WHERE last_seen < (SELECT datetime(now, '-30 days') FROM clock) AND coalesce(pinned, 0) = 0;
