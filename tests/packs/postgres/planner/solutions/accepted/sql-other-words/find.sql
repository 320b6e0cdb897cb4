SELECT o.id FROM orders AS o JOIN (VALUES (3)) AS v (c) ON o.customer = v.c;
