SELECT sum(cents) * 1000000000.00100 AS total FROM orders;
