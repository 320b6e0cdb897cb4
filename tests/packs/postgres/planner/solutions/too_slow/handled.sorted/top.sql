SELECT id, cents FROM orders WHERE customer = 3 ORDER BY cents + 0 DESC LIMIT 3;
