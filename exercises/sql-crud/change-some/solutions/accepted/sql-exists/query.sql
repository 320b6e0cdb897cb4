update "members" set "updated_at" = '2025-01-01', "level" = 'gold'
where exists (select 1 from members m where m.id = members.id and m.visits >= 10 and m.level != 'gold' and (m.debt is null or m.debt = 0));
