CREATE TABLE "group_rules" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"rule" jsonb NOT NULL,
	"heads" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"status" text NOT NULL,
	"failure" text,
	"preview" jsonb,
	"ingestions" integer,
	"run_id" uuid NOT NULL,
	"queued_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "group_rules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "ingestion_groups" ADD COLUMN "member_counts" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "decided" jsonb;--> statement-breakpoint
ALTER TABLE "ingestions" ADD COLUMN "constants" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "ingestions" ADD COLUMN "outdated" text;--> statement-breakpoint
ALTER TABLE "group_rules" ADD CONSTRAINT "group_rules_org_id_project_id_projects_org_id_id_fk" FOREIGN KEY ("org_id","project_id") REFERENCES "public"."projects"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "group_rules_project" ON "group_rules" USING btree ("project_id","id");--> statement-breakpoint
CREATE POLICY "tenant" ON "group_rules" AS PERMISSIVE FOR ALL TO "aiops_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
grant select, insert, update, delete on group_rules to aiops_app;--> statement-breakpoint
update ingestion_groups set member_counts = jsonb_build_object(members ->> 0, count)
where jsonb_array_length(members) = 1;--> statement-breakpoint
update ingestion_groups set member_counts = counted.by_template
from (
  select ingestion_id, group_id, jsonb_object_agg(fingerprint, events) as by_template
  from (
    select e.ingestion_id, t.group_id, t.fingerprint, count(*) as events
    from events e join templates t on t.id = e.template_id group by 1, 2, 3
  ) each group by 1, 2
) counted
where jsonb_array_length(members) > 1
  and ingestion_groups.ingestion_id = counted.ingestion_id and ingestion_groups.group_id = counted.group_id;
