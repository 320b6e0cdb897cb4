SELECT id FROM orders WHERE customer = 3;
