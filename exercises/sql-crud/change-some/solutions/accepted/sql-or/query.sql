UPDATE members SET level = 'gold', updated_at = '2025-01-01' WHERE visits > 9 AND (debt IS NULL OR debt = 0) AND NOT level = 'gold';
