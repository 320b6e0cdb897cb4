select id as ID from members where city = 'Bergen' and joined like '2024-%' and phone > ''
union
select id from members where city = 'Oslo' and joined like '2024-%' and phone > '';
