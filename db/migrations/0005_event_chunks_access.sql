grant select, insert, update, delete on event_chunks to aiops_app;
--> statement-breakpoint
-- Compressed already, or too small to be worth it.
alter table event_chunks
  alter column kind_of set storage external,
  alter column times set storage external,
  alter column texts set storage external;
