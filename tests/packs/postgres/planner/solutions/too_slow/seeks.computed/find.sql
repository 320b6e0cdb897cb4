SELECT id FROM orders WHERE customer + 0 = 3;
