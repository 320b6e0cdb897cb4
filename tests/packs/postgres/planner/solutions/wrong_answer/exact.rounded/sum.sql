SELECT round(sum(cents * 1000000000.001), 1) AS total FROM orders;
