-- Made again from the events when they are asked for.
delete from event_chunks;--> statement-breakpoint
ALTER TABLE "event_chunks" ADD COLUMN "attribute_places" jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "event_chunks" ADD COLUMN "attributes" "bytea" NOT NULL;--> statement-breakpoint
ALTER TABLE "event_chunks" ADD COLUMN "attribute_rest" "bytea";--> statement-breakpoint
-- Compressed already, and cut by place.
alter table event_chunks alter column attributes set storage external, alter column attribute_rest set storage external;
