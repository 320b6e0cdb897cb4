SELECT city AS town, name AS member FROM members GROUP BY 1, 2 ORDER BY town, member;
