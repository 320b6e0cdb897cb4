SELECT id, 'top' AS kind FROM parts WHERE belongs_to IS NULL
UNION ALL SELECT id, CASE WHEN EXISTS (SELECT 1 FROM parts AS below WHERE below.belongs_to = p.id) THEN 'inner' ELSE 'leaf' END FROM parts AS p WHERE belongs_to IS NOT NULL
ORDER BY id;
