SELECT id FROM (SELECT id, degrees > lag(degrees) OVER w AND day - lag(day) OVER w = 1 AS warmer FROM days WINDOW w AS (ORDER BY day)) AS d WHERE warmer;
