select c.city, c.best, c.rated, b.name as who
from (select city, max(rating) as best, count(rating) as rated from guests group by city) as c
left join lateral (select name from guests g where g.city = c.city and g.rating = c.best order by g.id fetch first row only) as b on true
order by c.best is null, c.best desc, c.city;
