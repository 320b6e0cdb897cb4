UPDATE members SET level = lower('GOLD'), updated_at = '2025-01-01'
WHERE NOT (visits < 10 OR level = 'gold' OR coalesce(debt <> 0, false));
