DELETE FROM sessions AS s
WHERE NOT (last_seen >= (SELECT strftime('%Y-%m-%d %H:%M:%S', now, '-30 days') FROM clock)) AND (s.pinned IS NULL OR s.pinned = 0);
