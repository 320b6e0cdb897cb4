SELECT name, round(sum(CASE WHEN mark < 3 THEN 1 ELSE 0 END) / count(*) * 100, 2) AS poor FROM marks GROUP BY name;
