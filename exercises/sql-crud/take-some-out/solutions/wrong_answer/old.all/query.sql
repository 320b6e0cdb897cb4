DELETE FROM sessions WHERE coalesce(pinned, 0) = 0;
