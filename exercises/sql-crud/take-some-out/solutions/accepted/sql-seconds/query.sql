DELETE FROM sessions WHERE unixepoch((SELECT now FROM clock)) - unixepoch(last_seen) > 30 * 86400 AND ifnull(pinned, 0) != 1;
