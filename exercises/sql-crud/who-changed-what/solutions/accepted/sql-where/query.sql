create table "history" ("id" integer primary key, "product" text, "old" integer, "new" integer, "at" text default (datetime('now')));
create trigger "put in" after insert on "prices" begin insert into history ("product", "new") select new.product, new.cents; end;
create trigger "taken out" after delete on "prices" begin insert into history ("product", "old") select old.product, old.cents; end;
create trigger "changed" after update of "cents" on "prices" begin
  insert into history ("product", "old", "new") select new.product, old.cents, new.cents where not (old.cents is new.cents);
end;
create trigger "no edit" before update on "history" begin select raise(abort, 'nobody edits'); end;
create trigger "no removal" before delete on "history" begin select raise(abort, 'nobody removes'); end;
