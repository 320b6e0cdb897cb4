SELECT id, cents FROM orders WHERE customer = 3 ORDER BY customer DESC, cents DESC FETCH FIRST 3 ROWS ONLY;
