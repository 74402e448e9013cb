grant usage on schema public to aiops_app;
--> statement-breakpoint
grant select, insert, update, delete on
  organizations, memberships, invitations, audit_log, projects, api_keys, ingestions, sources, events, groups, templates,
  ingestion_groups, findings, model_explanations, reports, report_evidence
to aiops_app;
--> statement-breakpoint
-- Never the password hash.
grant select (id, email, name, created_at) on users to aiops_app;
--> statement-breakpoint
-- Only ingestion_id is set to null; a plain "set null" would also empty org_id and project_id.
alter table reports
  add constraint reports_ingestion_fk foreign key (org_id, project_id, ingestion_id)
  references ingestions (org_id, project_id, id) on delete set null (ingestion_id);
