SELECT s.machine, round(avg(e.at - s.at)::numeric, 3) AS seconds
FROM jobs AS s JOIN jobs AS e ON e.machine = s.machine AND e.job = s.job AND e.kind = 'end'
WHERE s.kind = 'start' GROUP BY s.machine;
