SELECT machine, round((sum(CASE kind WHEN 'end' THEN at ELSE -at END) / count(DISTINCT job))::numeric, 3)::double precision AS seconds FROM jobs GROUP BY machine;
