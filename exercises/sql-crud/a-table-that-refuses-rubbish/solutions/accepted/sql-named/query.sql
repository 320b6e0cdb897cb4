create table "members" (
  "id" integer primary key autoincrement,
  "name" varchar(200) constraint "has a name" not null,
  "email" varchar(200),
  "joined" date not null,
  "level" varchar(6) default ('plain') not null,
  "fee" int not null,
  constraint "one address each" unique ("email"),
  constraint "not empty" check ("name" > ''),
  constraint "a day" check (coalesce("joined" = date(julianday("joined")), false)),
  constraint "a level" check (case "level" when 'plain' then true when 'silver' then true when 'gold' then true else false end),
  constraint "cents" check (typeof("fee") = 'integer' and not "fee" < 0)
);
