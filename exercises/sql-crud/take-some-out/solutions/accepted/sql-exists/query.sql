DELETE FROM sessions
WHERE EXISTS (SELECT 1 FROM clock WHERE datetime(sessions.last_seen, '+30 days') < clock.now) AND NOT (pinned IS NOT NULL AND pinned = 1);
