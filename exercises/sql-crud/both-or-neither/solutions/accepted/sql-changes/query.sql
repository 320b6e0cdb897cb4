begin exclusive transaction;
update accounts
set balance = case accounts.id when t.sender then balance - t.amount else balance + t.amount end
from transfer as t
where accounts.id in (t.sender, t.receiver) and t.sender != t.receiver
  and exists (select 1 from accounts a where a.id = t.sender and a.balance >= t.amount) and exists (select 1 from accounts a where a.id = t.receiver);
insert into ledger select id, sender, receiver, amount from transfer where changes() = 2;
end transaction;
