with came (product, pieces) as (select product, total(amount) from delivery group by product having count(*) > 0)
insert into stock as s (product, amount) select product, cast(pieces as integer) from came where true
on conflict do update set amount = excluded.amount + s.amount where s.product = excluded.product;
