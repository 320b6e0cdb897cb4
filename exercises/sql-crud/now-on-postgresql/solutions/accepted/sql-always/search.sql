select c.id, c.name from contacts as c
where upper(c.name) like '%ANN%' and to_char(c.joined at time zone 'UTC', 'YYYY') = '2024'
order by 1;
