insert or ignore into "main"."members" ("email", "name") values
  ('ann@example.org', 'Ann'),
  ('oneil@example.org', 'O''Neil'),
  ('bo@example.org', 'Bo')
