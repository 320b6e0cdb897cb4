select town, member
from (select city as town, name as member, row_number() over (partition by city, name order by id) as place from members)
where place = 1
order by town collate binary, member collate binary;
