SELECT sum(cents * 1000000000.001) AS total FROM orders;
