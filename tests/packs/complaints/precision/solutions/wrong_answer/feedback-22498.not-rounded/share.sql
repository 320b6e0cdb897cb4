SELECT name, round(100.0 * count(*) FILTER (WHERE mark < 3) / count(*), 2) AS poor FROM marks GROUP BY name;
