CREATE TABLE payments (name text NOT NULL, amount integer NOT NULL);
INSERT INTO payments VALUES ('ann', 10), ('ann', 20), ('cy', 5);
