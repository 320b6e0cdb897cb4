SELECT name, avg(CASE WHEN mark < 3 THEN 100.0 ELSE 0 END)::numeric(10, 2)::numeric(20, 6) AS poor FROM marks GROUP BY name;
