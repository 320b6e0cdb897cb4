delete from "sessions" where "id" in (
  select s.id from clock c, sessions s where datetime(c.now, '-720 hours') > s.last_seen
  except select id from sessions where pinned);
