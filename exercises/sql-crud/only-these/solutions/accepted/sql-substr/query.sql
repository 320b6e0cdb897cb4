SELECT id FROM members WHERE (city = 'Oslo' OR city = 'Bergen') AND substr(joined, 1, 4) = '2024' AND length(phone) > 0;
