update products set stock = newest.counted
from (select distinct product, first_value(stock) over (partition by product order by day desc, id desc) as counted from counts) newest
where newest.product = products.id;
