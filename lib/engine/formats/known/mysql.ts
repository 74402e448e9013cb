import type { Format } from "../format.ts";
import { STRENGTH, setAttribute, type Reading } from "../reading.ts";

/** MySQL's and MariaDB's slow query log: a block of comments, then the statement. */
export const mysqlSlow: Format = {
  id: "mysql-slow",
  title: "MySQL slow query log",
  family: "Databases",
  description:
    "`# Time:`, `# User@Host:` and `# Query_time:` lines with the statement under them, one event a statement.",
  first: "#",
  examples: [
    {
      line: "# Time: 2024-05-02T10:15:03.250000Z",
      expect: { timestamp: "2024-05-02T10:15:03.250000Z" },
    },
  ],
  read(text, reading, context) {
    const timed = text.startsWith("# Time:");
    if (!timed && !text.startsWith("# User@Host:")) return false;
    const at = text.indexOf(":") + 1;
    const start = at + (/^\s*/.exec(text.slice(at, at + 20))?.[0].length ?? 0);
    if (timed && context.timeAt(text, start)) context.setTime(reading);
    reading.message = text;
    reading.strength = STRENGTH.full;
    reading.format = "mysql-slow";
    return true;
  },
  goesOn: (text, last) =>
    text.startsWith("# User@Host:") && last.startsWith("# Time:") && !last.includes("# User@Host:"),
  finish: readSlowQuery,
};

/** Moves the comments to attributes; the statement is the message. */
function readSlowQuery(lines: readonly string[], reading: Reading): string {
  const comments = lines.filter((line) => line.startsWith("#"));
  for (const line of comments) {
    for (const match of line.matchAll(
      /\b(Query_time|Lock_time|Rows_sent|Rows_examined|Rows_affected|Schema|Thread_id):\s+([\w.]{1,64})/g,
    )) {
      setAttribute(
        reading,
        match[1] === "Schema" ? "db.namespace" : `mysql.${(match[1] ?? "").toLowerCase()}`,
        match[2] ?? "",
      );
    }
    const user = /# User@Host: ?([\w.-]{0,64})\[[^\]]{0,64}\] @ ?([\w.-]{0,255})/.exec(line);
    if (user !== null) {
      setAttribute(reading, "user.name", user[1] ?? "");
      setAttribute(reading, "client.address", user[2] ?? "");
    }
  }
  const statement = lines.filter(
    (line) =>
      !line.startsWith("#") && !/^(?:SET timestamp=\d+|use [\w`-]+);?$/i.test(line.trim()) && line.trim() !== "",
  );
  return statement.length > 0 ? statement.join("\n") : lines.join("\n");
}
