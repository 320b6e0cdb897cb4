SELECT (minute + 5) / 6 AS interval, sum(amount) AS total FROM calls GROUP BY 1;
