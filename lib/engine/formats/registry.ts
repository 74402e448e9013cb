import type { Format } from "./format.ts";
import { cloud } from "./known/cloud.ts";
import { cluster } from "./known/cluster.ts";
import { databases } from "./known/databases.ts";
import { devices } from "./known/devices.ts";
import { dotnet } from "./known/dotnet.ts";
import { erlang } from "./known/erlang.ts";
import { go } from "./known/go.ts";
import { hadoop } from "./known/hadoop.ts";
import { javaLoggers } from "./known/java-loggers.ts";
import { javaServers } from "./known/java-servers.ts";
import { klog } from "./known/klog.ts";
import { languages } from "./known/languages.ts";
import { mysqlSlow } from "./known/mysql.ts";
import { network } from "./known/network.ts";
import { php } from "./known/php.ts";
import { postgresCsv } from "./known/postgres-csv.ts";
import { syslog } from "./known/syslog.ts";
import { unix } from "./known/unix.ts";
import { web } from "./known/web.ts";
import { windows } from "./known/windows.ts";
import { FLAVOURS } from "./structured/flavours.ts";
import { json } from "./structured/json.ts";
import { record } from "./structured/record.ts";
import { table } from "./structured/table.ts";
import { logfmt } from "./structured/logfmt.ts";

/** Every described format, most telling first: the first that reads a line wins. */
export const REGISTRY: readonly Format[] = [
  table,
  record,
  json,
  klog,
  ...web,
  ...cloud,
  ...databases,
  postgresCsv,
  mysqlSlow,
  ...languages,
  ...php,
  ...dotnet,
  ...go,
  ...erlang,
  ...windows,
  ...network,
  ...hadoop,
  ...javaServers,
  ...javaLoggers,
  ...devices,
  ...cluster,
  ...unix,
  syslog,
  logfmt,
];

/** One row of "what can it read?". */
export interface FormatRow {
  id: string;
  title: string;
  family: string;
  description: string;
  example: string;
}

const WRAPPERS = [
  [
    "cri",
    "Container runtime (CRI)",
    "Time, stream and a mark for cut records, as Kubernetes nodes keep them. Each stream is cut on its own.",
    "2024-05-02T10:15:03.250101010Z stdout F ready",
  ],
  [
    "docker",
    "Docker json-file",
    "One JSON object a record; cut records are joined.",
    '{"log":"ready\\n","stream":"stdout","time":"2024-05-02T10:15:03.250101010Z"}',
  ],
  ["compose", "Docker Compose", "The container's name and a pipe in front of each line.", "web-1  | ready"],
  ["kubectl", "kubectl logs --prefix", "Pod and container in front of each line.", "[pod/shop-7d9c/app] ready"],
  ["pods", "stern and kubetail", "Pod and container in front of each line.", "shop-7d9c5b6f4-x2x9z app ready"],
  [
    "stamped",
    "Times of kubectl, docker and CI",
    "A fine time in front of every line (`--timestamps`); what the program wrote is read behind it.",
    "2024-05-02T10:15:03.250101010Z ready",
  ],
  [
    "gitlab-ci",
    "GitLab job log",
    "Time and stream in front of each line of a job.",
    "2024-05-02T10:15:03.250101Z 01O ready",
  ],
  [
    "aws-logs",
    "aws logs tail",
    "Time and stream in front of each event.",
    "2024-05-02T10:15:03.250000+00:00 2024/05/02/[$LATEST]0f3c ready",
  ],
] as const;

export const FORMATS: readonly FormatRow[] = [
  ...REGISTRY.map(({ id, title, family, description, examples }) => ({
    id,
    title,
    family,
    description,
    example: examples[0].line,
  })),
  ...FLAVOURS.map(({ id, title, description, example }) => ({ id, title, family: "Structured", description, example })),
  ...WRAPPERS.map(([id, title, description, example]) => ({ id, title, family: "Wrappers", description, example })),
  {
    id: "header",
    title: "Recognised header",
    family: "Any",
    description:
      "No described format: time, level, thread, logger and source place are read by their shape and position.",
    example: "2024-05-02 10:15:03.250 pid=64 tid=a0 class=Shop::Worker WARN: stock is low",
  },
  {
    id: "text",
    title: "Plain text",
    family: "Any",
    description: "Lines without a header. Stack traces are kept together.",
    example: "Listening on port 8080",
  },
];

const TITLES = new Map(FORMATS.map((row) => [row.id, row.title]));

export const titleOf = (id: string): string => TITLES.get(id) ?? id;

const SINGLE_LINE = new Set([
  ...REGISTRY.filter((format) => format.singleLine === true).map((format) => format.id),
  ...FLAVOURS.map((flavour) => flavour.id),
]);

/** Text without a header behind an event of such a format is an event of its own. */
export const isSingleLine = (id: string): boolean => SINGLE_LINE.has(id);

const BY_ID = new Map(REGISTRY.map((format) => [format.id, format]));

export const formatOf = (id: string): Format | undefined => BY_ID.get(id);
