SELECT id, name FROM contacts WHERE name ~* 'ann' AND date_trunc('year', joined AT TIME ZONE 'UTC') = '2024-01-01' ORDER BY id ASC;
