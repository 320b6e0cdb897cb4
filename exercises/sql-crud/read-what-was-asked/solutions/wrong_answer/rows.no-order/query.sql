SELECT DISTINCT city AS town, name AS member FROM members;
