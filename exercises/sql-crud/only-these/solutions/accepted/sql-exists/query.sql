WITH letters AS (SELECT id, joined FROM members WHERE coalesce(phone, '') <> '' AND CASE city WHEN 'Oslo' THEN 1 WHEN 'Bergen' THEN 1 END)
SELECT id FROM letters WHERE strftime('%Y', substr(joined, 1, 16)) = '2024';
