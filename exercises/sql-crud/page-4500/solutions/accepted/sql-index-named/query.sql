select e.id, e.at, e.title
from events as e indexed by events_at
where e.at >= (select m.at from marker m) and not (e.at = (select m.at from marker m) and e.id <= (select m.id from marker m))
order by e.at asc, e.id asc limit 20 offset 0;
