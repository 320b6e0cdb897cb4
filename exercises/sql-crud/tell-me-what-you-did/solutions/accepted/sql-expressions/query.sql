insert into "orders" ("customer", "amount") select "customer", 0 + "amount" from "batch" where line is not null order by -line desc
returning ID + 0 as ID, trim(customer, '') as Customer
