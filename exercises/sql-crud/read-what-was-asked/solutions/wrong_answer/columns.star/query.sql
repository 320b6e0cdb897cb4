SELECT * FROM members ORDER BY city, name;
