import { defineRule } from "../rule.ts";

export const schemaMismatch = defineRule({
  id: "config_error.schema_mismatch",
  title: "The program and its database schema do not fit",
  headline: "The database has no {name} that the program asks for",
  severity: "high",
  why: "Each statement that names it fails: a migration did not run, ran elsewhere, or the wrong version was deployed.",
  match: {
    any: [
      // A program's own error class stands before the text: without one it may be someone's slip at a prompt.
      /\b(?:PSQLException|SQLGrammarException|UndefinedColumn|UndefinedTable|UndefinedFunction|PG::\w{3,30}|ProgrammingError|OperationalError|StatementInvalid|QueryFailedError|PostgresException|SQLSyntaxErrorException|SqlException|PDOException|QueryException|SQLiteException|SqliteError|SQLITE_ERROR|DatabaseError)\b.{0,160}\b(?<name>(?:column|relation|table|function|type) "?[\w.]{1,80}"?(?:\([^)]{0,80}\))?) does not exist/,
      /\b(?:PSQLException|SQLGrammarException|ProgrammingError|OperationalError|StatementInvalid|QueryFailedError|SQLSyntaxErrorException|SqlException|PDOException|QueryException|SQLiteException|SqliteError|SQLITE_ERROR|DatabaseError|Mysql2::Error|ER_BAD_FIELD_ERROR|ER_NO_SUCH_TABLE)\b.{0,160}(?:Unknown (?<name>column '[^']{1,80}')|Table '[^']{1,80}' doesn't exist|[Nn]o such (?:column|table):? \S{1,80}|Invalid (?:column|object) name ')/,
      /\bORA-00942\b|\bORA-00904\b/,
    ],
  },
  fires: [
    'org.postgresql.util.PSQLException: ERROR: column "shipped_at" does not exist',
    'django.db.utils.ProgrammingError: relation "shop_cart" does not exist',
    "java.sql.SQLSyntaxErrorException: Unknown column 'o.shipped_at' in 'field list'",
    "sqlite3.OperationalError: no such table: carts",
    "ORA-00942: table or view does not exist",
  ],
  silent: [
    'ERROR:  column "shiped_at" does not exist at character 8',
    "column shipped_at does not exist, adding it",
    'NOTICE:  table "cart" does not exist, skipping',
  ],
  advice: {
    debugging: [
      "Which migration makes it, and has this database run it? Compare the migrations table (`flyway_schema_history`, `schema_migrations`, `alembic_version`) with the deployed version.",
      "Does the connection go to the database and schema that you mean? `select current_database(), current_schemas(true)`.",
    ],
    quickFixes: ["Run the missing migration, or go back to the version that fits this schema."],
    durableFixes: [
      "Expand before you deploy, contract after: no version in service may need a schema that is not there yet or is gone already.",
      "Let the program compare the schema's version with its own at start, before it takes traffic.",
    ],
    links: [
      {
        title: "PostgreSQL: error codes, class 42",
        url: "https://www.postgresql.org/docs/current/errcodes-appendix.html",
      },
    ],
  },
});
