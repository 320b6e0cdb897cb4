begin;
alter table people add first_name text;
alter table people add last_name text;
with words as (select id as person, trim(name) as whole, instr(trim(name), ' ') as blank from people where trim(name) <> '')
update people set first_name = iif(blank = 0, whole, substr(whole, 1, blank - 1)), last_name = iif(blank = 0, null, ltrim(substr(whole, blank)))
from words where words.person = people.id;
alter table people drop name;
commit;
