insert into rejects (reason, id)
select 'code', id from staging where length(trim(ifnull(code, ' '))) = 0
union all
select 'price', id from staging where length(trim(code)) > 0 and (price is null or price < 0);
insert into catalogue
select code, price
from (select code, price, max(sent || printf('%020d', id)) from staging where trim(code) != '' and price >= 0 group by code) where true
on conflict (code) do update set price = excluded.price;
