-- Roles belong to the whole cluster: another database of it, or a parallel migration, may have made this one.
do $$
begin
  create role aiops_app nologin;
exception
  when duplicate_object or unique_violation then null;
end
$$;
--> statement-breakpoint
-- The user that connects must be able to become the application's role (a superuser already is).
do $$
begin
  if not pg_has_role(current_user, 'aiops_app', 'SET') then
    execute format('grant aiops_app to %I', current_user);
  end if;
  execute format('grant temporary on database %I to aiops_app', current_database());
end
$$;
