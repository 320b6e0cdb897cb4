create view "living_notes" as
select n.id, f.name as folder, n.body from folders f inner join notes n on n.folder = f.id and n.deleted_at is null where f.deleted_at is null;
