UPDATE members SET level = 'gold', updated_at = '2025-01-01' WHERE id IN (SELECT id FROM members WHERE visits >= 10 AND ifnull(debt, 0) = 0 AND level NOT IN ('gold') ORDER BY visits);
