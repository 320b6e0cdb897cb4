SELECT id, cents FROM orders WHERE customer = 3 ORDER BY cents DESC LIMIT 3;
