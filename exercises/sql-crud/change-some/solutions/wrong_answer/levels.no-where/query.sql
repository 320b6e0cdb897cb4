UPDATE members SET level = 'gold', updated_at = '2025-01-01';
