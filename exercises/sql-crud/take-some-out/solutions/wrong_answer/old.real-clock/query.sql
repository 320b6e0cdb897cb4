DELETE FROM sessions WHERE last_seen < datetime('now', '-30 days') AND coalesce(pinned, 0) = 0;
