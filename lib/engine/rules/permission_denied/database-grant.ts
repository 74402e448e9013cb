import { defineRule } from "../rule.ts";

export const databaseGrant = defineRule({
  id: "permission_denied.database_grant",
  title: "A database role lacks a right",
  headline: "The role may not use {object}",
  severity: "high",
  why: "Statements on that object fail: a grant is missing, often after a migration by another role.",
  match: {
    any: [
      /permission denied for (?:table|relation|schema|database|sequence|function|view|language|column|type|foreign server) "?(?<object>[\w.]{1,80})/i,
      /must be (?:owner of|superuser|member of role)/i,
      /\b(?:SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|EXECUTE|INDEX|TRIGGER|REFERENCES|\w+) command denied to user\b/i,
      /Access denied for user '[^']{1,80}'@'[^']{1,80}' to database '(?<object>[^']{1,80})'/i,
      /\bAccess denied; you need (?:\(at least one of\) )?the\b/i,
      /\bORA-(?:01031|00942.{0,60}privilege)\b|\bThe \w+ permission was denied on the object '(?<object>[^']{1,80})'/i,
      /\bnot authorized on (?<object>\w{1,60}) to execute command\b|\bNOPERM\b|\bsecurity_exception\b|\bis unauthorized for (?:user|API key)\b/i,
      /The server principal "[^"]{1,80}" is not able to access the database "(?<object>[^"]{1,80})"/i,
      /\binsufficient privileges?\b/i,
      /\bis unauthorized for (?:user|API key|run_as)\b/i,
    ],
  },
  fires: [
    "ERROR:  permission denied for table invoices",
    "ERROR 1142 (42000): SELECT command denied to user 'app'@'10.0.0.9' for table 'invoices'",
    "NOPERM this user has no permissions to run the 'flushall' command",
    'MongoServerError: not authorized on shop to execute command { find: "orders" }',
  ],
  silent: ["GRANT SELECT ON invoices TO app"],
  advice: {
    debugging: [
      "PostgreSQL: `\\dp <table>` and `select current_user`; MySQL: `SHOW GRANTS FOR '<user>'@'<host>'`; Redis: `ACL GETUSER <user>`.",
    ],
    quickFixes: ["`GRANT` the missing right on that object to the role that the service uses."],
    durableFixes: [
      "`ALTER DEFAULT PRIVILEGES` for the role that runs migrations, so that new tables are granted with it.",
    ],
    links: [{ title: "PostgreSQL: privileges", url: "https://www.postgresql.org/docs/current/ddl-priv.html" }],
  },
});
