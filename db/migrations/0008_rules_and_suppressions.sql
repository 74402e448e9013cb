CREATE TABLE "project_rules" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"rule_id" text NOT NULL,
	"text" text NOT NULL,
	"document" jsonb NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "project_rules_rule_id" UNIQUE("project_id","rule_id")
);
--> statement-breakpoint
ALTER TABLE "project_rules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rule_trials" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"document" jsonb NOT NULL,
	"status" text NOT NULL,
	"failure" text,
	"total" integer DEFAULT 0 NOT NULL,
	"results" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "rule_trials" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "suppressions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"service" text,
	"fingerprint" text,
	"title" text NOT NULL,
	"reason" text NOT NULL,
	"owner_id" uuid,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone,
	CONSTRAINT "suppressions_tenant_id" UNIQUE("org_id","project_id","id"),
	CONSTRAINT "suppressions_scope" UNIQUE NULLS NOT DISTINCT("project_id","rule","service","fingerprint")
);
--> statement-breakpoint
ALTER TABLE "suppressions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "findings" ADD COLUMN "suppression_id" uuid;--> statement-breakpoint
ALTER TABLE "ingestions" ADD COLUMN "clocks" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "project_rules" ADD CONSTRAINT "project_rules_org_id_project_id_projects_org_id_id_fk" FOREIGN KEY ("org_id","project_id") REFERENCES "public"."projects"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_trials" ADD CONSTRAINT "rule_trials_org_id_project_id_projects_org_id_id_fk" FOREIGN KEY ("org_id","project_id") REFERENCES "public"."projects"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suppressions" ADD CONSTRAINT "suppressions_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suppressions" ADD CONSTRAINT "suppressions_org_id_project_id_projects_org_id_id_fk" FOREIGN KEY ("org_id","project_id") REFERENCES "public"."projects"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rule_trials_project" ON "rule_trials" USING btree ("project_id","created_at");--> statement-breakpoint
CREATE INDEX "findings_suppression" ON "findings" USING btree ("suppression_id");--> statement-breakpoint
CREATE INDEX "ingestions_outdated" ON "ingestions" USING btree ("id") WHERE "ingestions"."outdated" is not null;--> statement-breakpoint
CREATE POLICY "tenant" ON "project_rules" AS PERMISSIVE FOR ALL TO "aiops_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "rule_trials" AS PERMISSIVE FOR ALL TO "aiops_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "suppressions" AS PERMISSIVE FOR ALL TO "aiops_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
-- Only the column that points at it: whatever hid a finding may go.
ALTER TABLE "findings" ADD CONSTRAINT "findings_suppression_fk" FOREIGN KEY ("org_id","project_id","suppression_id") REFERENCES "suppressions"("org_id","project_id","id") ON DELETE SET NULL ("suppression_id");--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "project_rules", "rule_trials", "suppressions" TO "aiops_app";
