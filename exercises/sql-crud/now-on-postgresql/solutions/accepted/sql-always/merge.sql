begin;
update stock set amount = stock.amount + (select sum(d.amount) from delivery d where d.product = stock.product)
where product in (select product from delivery);
insert into stock (product, amount)
select product, sum(amount) from delivery d where not exists (select from stock s where s.product = d.product) group by product;
commit;
