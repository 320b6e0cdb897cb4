DELETE FROM sessions WHERE strftime('%s', last_seen) + 30 * 24 * 60 * 60 < (SELECT strftime('%s', now) + 0 FROM clock) AND pinned IS NOT 1;
