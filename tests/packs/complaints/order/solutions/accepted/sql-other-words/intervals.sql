SELECT 1 + (minute - 1) / 6 AS interval, sum(amount) * 1.0 AS total FROM calls GROUP BY interval ORDER BY min(minute);
