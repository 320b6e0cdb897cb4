UPDATE members SET level = 'gold', updated_at = '2025-01-01' WHERE visits >= 10 AND coalesce(debt, 0) = 0;
