import type { Format } from "../format.ts";
import { STRENGTH, setAttribute, type Reading } from "../reading.ts";
import { splitCells } from "../structured/cells.ts";
import { POSTGRES_LEVELS } from "./databases.ts";

/** Columns of PostgreSQL's csvlog, as its manual lists them. */
const COLUMN = {
  user: 1,
  database: 2,
  pid: 3,
  client: 4,
  severity: 11,
  state: 12,
  message: 13,
  detail: 14,
  hint: 15,
  query: 19,
} as const;

/** `log_destination = csvlog`. Quoted columns may run over many lines. */
export const postgresCsv: Format = {
  id: "postgres-csv",
  title: "PostgreSQL (CSV)",
  family: "Databases",
  description: "PostgreSQL's csvlog: user, database, client, severity, SQLSTATE, message, detail, hint and statement.",
  first: "0123456789",
  examples: [
    {
      line: '2024-05-02 10:15:03.250 UTC,"dana","shop",311,"[local]",66337.137,1,"SELECT",2024-05-02 10:15:00 UTC,3/12,0,ERROR,42P01,"relation ""cart"" is missing",,,,,,"select 1",15,,"psql"',
      expect: {
        timestamp: "2024-05-02T10:15:03.250Z",
        level: "error",
        message: 'relation "cart" is missing\nSTATEMENT:  select 1',
        attributes: { "user.name": "dana", "db.namespace": "shop", "process.pid": 311 },
      },
    },
  ],
  read(text, reading, context) {
    if (!context.timeAt(text, 0) || text.charCodeAt(context.stamp.end) !== 44) return false;
    const columns = splitCells(text.slice(0, 8000), ",", COLUMN.message + 1);
    const severity = columns[COLUMN.severity];
    if (severity === undefined || !Object.hasOwn(POSTGRES_LEVELS, severity.replace(/[1-5]$/, ""))) return false;
    context.setTime(reading);
    reading.level = POSTGRES_LEVELS[severity.replace(/[1-5]$/, "")] ?? null;
    setAttribute(reading, "user.name", columns[COLUMN.user] ?? "");
    setAttribute(reading, "db.namespace", columns[COLUMN.database] ?? "");
    setAttribute(reading, "process.pid", Number(columns[COLUMN.pid]));
    setAttribute(reading, "client.address", columns[COLUMN.client] ?? "");
    setAttribute(reading, "db.response.status_code", columns[COLUMN.state] ?? "");
    reading.message = text;
    reading.format = "postgres-csv";
    reading.strength = STRENGTH.full;
    return true;
  },
  finish: readMessage,
};

/** The message with what PostgreSQL's plain log would print under it. */
function readMessage(lines: readonly string[], _reading: Reading): string {
  const columns = splitCells(lines.join("\n"), ",", COLUMN.query + 1);
  const parts = [columns[COLUMN.message] ?? ""];
  for (const [name, at] of [
    ["DETAIL", COLUMN.detail],
    ["HINT", COLUMN.hint],
    ["STATEMENT", COLUMN.query],
  ] as const) {
    const value = columns[at];
    if (value !== undefined && value !== "") parts.push(`${name}:  ${value}`);
  }
  return parts.join("\n");
}
