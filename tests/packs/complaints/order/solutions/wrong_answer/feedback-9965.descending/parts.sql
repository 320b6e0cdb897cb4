SELECT id, CASE WHEN belongs_to IS NULL THEN 'top' WHEN id IN (SELECT belongs_to FROM parts) THEN 'inner' ELSE 'leaf' END AS kind
FROM parts ORDER BY id DESC;
