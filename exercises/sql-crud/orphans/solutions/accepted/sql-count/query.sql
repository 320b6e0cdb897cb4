delete from comments where (select count(*) from posts where "key" = "post") < 1 and "post" is not null;
