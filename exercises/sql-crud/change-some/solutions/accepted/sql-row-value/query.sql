UPDATE members SET (level, updated_at) = ('gold', '2025-01-01') WHERE (debt = 0) IS NOT FALSE AND visits >= 10 AND level IS NOT 'gold';
