SELECT DISTINCT city, name FROM members ORDER BY city, name;
