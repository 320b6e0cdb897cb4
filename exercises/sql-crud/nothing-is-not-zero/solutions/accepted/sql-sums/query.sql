with numbers as (
  select cast(sum(rating) as real) / sum(rating is not null) as "average", ifnull(sum(case when rating is null then 0 else 1 end), 0) as "rated",
    ifnull(sum(case when rating is null then 1 else 0 end), 0) as "unrated" from guests
), names (id, rating, name) as (
  select id, rating, nick from guests where nick <> ''
  union all select id, rating, full_name from guests where ifnull(nick, '') = '' and full_name <> ''
  union all select id, rating, 'anonymous' from guests where ifnull(nick, '') = '' and ifnull(full_name, '') = ''
)
select "average", "rated", "unrated",
  (select name from names n where rating is not null
   and not exists (select 1 from names m where m.rating > n.rating or (m.rating = n.rating and m.id < n.id))) as "best"
from numbers;
