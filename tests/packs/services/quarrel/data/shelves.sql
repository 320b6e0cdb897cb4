CREATE TABLE shelves (id integer PRIMARY KEY, books integer NOT NULL) ENGINE = InnoDB;
INSERT INTO shelves VALUES (1, 10), (2, 20);
