create unique index if not exists "handles" on "accounts" ("handle" asc);
create unique index "addresses" on "accounts" ("email" collate nocase, iif("closed_at" is null, 0, "id"));
