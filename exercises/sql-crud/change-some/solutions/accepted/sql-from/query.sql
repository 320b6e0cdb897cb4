WITH good AS (SELECT id AS chosen FROM members WHERE visits > 9 AND ifnull(debt, 0) IN (0) EXCEPT SELECT id FROM members WHERE level = 'gold')
UPDATE members SET updated_at = date('2025-01-01'), level = 'gold' FROM good WHERE members.id = good.chosen;
