CREATE TABLE "event_chunks" (
	"org_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"ingestion_id" uuid NOT NULL,
	"first_seq" integer NOT NULL,
	"last_seq" integer NOT NULL,
	"first_at" timestamp (3) with time zone,
	"last_at" timestamp (3) with time zone,
	"undated" smallint NOT NULL,
	"kinds" jsonb NOT NULL,
	"kind_of" "bytea" NOT NULL,
	"times" "bytea" NOT NULL,
	"texts" "bytea" NOT NULL,
	CONSTRAINT "event_chunks_ingestion_id_first_seq_pk" PRIMARY KEY("ingestion_id","first_seq")
);
--> statement-breakpoint
ALTER TABLE "event_chunks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "event_chunks" ADD CONSTRAINT "event_chunks_org_id_project_id_ingestion_id_ingestions_org_id_project_id_id_fk" FOREIGN KEY ("org_id","project_id","ingestion_id") REFERENCES "public"."ingestions"("org_id","project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "tenant" ON "event_chunks" AS PERMISSIVE FOR ALL TO "aiops_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));