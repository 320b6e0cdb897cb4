SELECT id, n, to_char(at, 'HH24') AS hour FROM t WHERE set_config('idle_session_timeout', '1', false) <> '' ORDER BY n, id;
