create table members (
  id integer generated always as identity primary key,
  name text not null constraint "not empty" check (length(name) >= 1),
  joined timestamp with time zone not null,
  fee numeric(12, 2) not null check (fee >= 0.00)
);
insert into members (id, name, joined, fee) overriding system value
select id, name, joined::timestamp with time zone, round(cents / 100.00, 2) from old_members order by id;
select setval('members_id_seq', greatest((select max(id) from members), 1));
