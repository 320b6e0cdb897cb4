SELECT city town, name member FROM members WHERE id IN (SELECT min(id) FROM members GROUP BY name, city) ORDER BY members.city, members.name;
