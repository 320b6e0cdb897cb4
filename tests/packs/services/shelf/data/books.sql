CREATE TABLE books (id integer PRIMARY KEY AUTO_INCREMENT, title varchar(100) NOT NULL CHECK (title <> ''));
INSERT INTO books (title) VALUES ('Ulysses');
