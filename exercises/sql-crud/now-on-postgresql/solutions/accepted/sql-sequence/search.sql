SELECT id, name FROM contacts
WHERE position('ann' IN lower(name)) > 0 AND joined BETWEEN timestamptz '2024-01-01 00:00:00+00' AND timestamptz '2024-12-31 23:59:59.999999+00'
ORDER BY contacts.id;
