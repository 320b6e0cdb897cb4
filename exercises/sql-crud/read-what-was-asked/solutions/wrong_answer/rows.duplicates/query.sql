SELECT city AS town, name AS member FROM members ORDER BY city, name;
