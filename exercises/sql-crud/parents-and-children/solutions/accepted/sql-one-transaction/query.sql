PRAGMA foreign_keys(1);
BEGIN;
create table "authors" ("id" integer primary key, "name" text not null) strict;
create table "editors" ("id" integer primary key, "name" text not null) strict;
create table "books" (
  "id" integer primary key,
  "title" text not null,
  "author" integer not null references "authors" ("id") on delete no action on update cascade,
  "editor" integer default null references "editors" ("id") on delete set null on update cascade
) strict;
create table "reviews" (
  "id" integer primary key,
  "book" integer not null constraint "of a book" references "books" ("id") on update cascade on delete cascade,
  "stars" integer check ("stars" between 0 and 5)
) strict;
COMMIT;
