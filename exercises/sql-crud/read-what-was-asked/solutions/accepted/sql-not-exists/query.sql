SELECT m.city AS "Town", m.name AS "MEMBER"
FROM members AS m
WHERE NOT EXISTS (SELECT 1 FROM members AS earlier WHERE earlier.city = m.city AND earlier.name = m.name AND earlier.id < m.id)
ORDER BY "Town" ASC, "MEMBER" ASC;
