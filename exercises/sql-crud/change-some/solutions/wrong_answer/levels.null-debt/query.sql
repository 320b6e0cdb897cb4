UPDATE members SET level = 'gold', updated_at = '2025-01-01' WHERE visits >= 10 AND debt = 0 AND level <> 'gold';
