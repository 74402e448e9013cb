ALTER TABLE "groups" ADD COLUMN "state_release" text;--> statement-breakpoint
ALTER TABLE "groups" ADD COLUMN "state_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "ingestion_groups" ADD COLUMN "values" jsonb DEFAULT '[]'::jsonb NOT NULL;