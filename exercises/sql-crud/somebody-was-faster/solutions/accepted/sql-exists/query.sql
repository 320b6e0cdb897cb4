begin immediate;
update documents as d set version = 1 + version, body = (select e.body from edit e where e.document = d.id)
where exists (select 1 from edit e where e.document = d.id and e.version = d.version);
select word as "Result" from (select 0 as n, 'conflict' as word union all select 1, 'saved') as words where n = changes();
end;
