/** What a variable looks like. The key of a group knows only `<*>`: typed wildcards would split groups. */
export type MaskName =
  | "uuid"
  | "url"
  | "email"
  | "mac"
  | "ip"
  | "time"
  | "quantity"
  | "hex"
  | "number"
  | "literal"
  | "path"
  | "file"
  | "host"
  | "values"
  | "id"
  | "word";

interface Mask {
  name: MaskName;
  /** Anchored, and tried on one variable's text only. */
  pattern: RegExp;
  examples: readonly string[];
}

const CLOCK = String.raw`\d{1,2}:\d{2}(?::\d{2}(?:[.,:]\d+)?)?`;
const DATE = String.raw`(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})`;
const NUMBER = String.raw`[+-]?\d[\d.,_]*`;

/** In this order: the first that matches names the variable. */
export const MASKS: readonly Mask[] = [
  {
    name: "uuid",
    pattern: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
    examples: ["7c9e6679-7425-40de-944b-e07fc1f90ae7"],
  },
  { name: "url", pattern: /^[a-z][\w+.-]*:\/\//i, examples: ["https://example.com/a?b=1", "hdfs://node-3:9000/x"] },
  { name: "email", pattern: /^[^\s@/:]+@[^\s@/:]+$/, examples: ["ada@example.com"] },
  { name: "mac", pattern: /^[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}$/i, examples: ["00:1b:44:11:3a:b7"] },
  {
    name: "ip",
    pattern: /^\/?(?:\d{1,3}(?:\.\d{1,3}){3}|(?=[^:]*:[^:]*:)[0-9a-f:]{2,39}(?:%\w+)?)(?:\/\d{1,3})?(?::\d{1,5})?$/i,
    examples: ["10.0.0.7", "10.0.0.7:5432", "fe80::1", "10.0.0.0/8"],
  },
  {
    name: "time",
    pattern: new RegExp(
      String.raw`^(?:${DATE}(?:[T ,]+${CLOCK})?|${CLOCK}|(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? )?(?:\d{1,2}[ -])?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b.*)(?: ?(?:[AP]M|Z|[A-Z]{3,4}|[+-]\d{2}:?\d{2}))?$`,
      "i",
    ),
    examples: ["12:30:01.123", "2024-05-01T12:30:01Z", "Sun Dec 04 04:47:44 2005", "01/05/2024 12:30"],
  },
  {
    name: "hex",
    pattern: /^(?:0x[0-9a-f]+|(?=.*[a-f])[0-9a-f]{6,})$/i,
    examples: ["0xfffffffe", "deadbeefcafe", "9f4ef63"],
  },
  {
    name: "quantity",
    pattern: new RegExp(String.raw`^<?${NUMBER} ?(?:%|[a-zA-Zµ]{1,12}(?:/s)?)$`),
    examples: ["1.16 KB", "250ms", "<1 sec", "99.9%", "5 seconds"],
  },
  { name: "number", pattern: new RegExp(`^#?${NUMBER}#?$`), examples: ["42", "-79", "1,024", "0.5", "#3#"] },
  { name: "literal", pattern: /^(?:true|false|null|nil|none|undefined|nan)$/i, examples: ["true", "null"] },
  {
    name: "path",
    pattern: /^(?:~|\.{1,2})?[/\\]\S*$|^[a-z]:[/\\]|^[^\s/]+(?:\/[^\s/]+){2,}$/i,
    examples: ["/var/log/app.log", "C:\\Users\\ada", "./run.sh", "org/example/app/main"],
  },
  {
    name: "file",
    pattern: /^[^\s/\\:]+\.[a-z]\w{0,9}(?::\d+(?::\d+)?)?$/i,
    examples: ["workers2.properties", "cart.js:12"],
  },
  { name: "host", pattern: /^[a-z0-9-]+(?:\.[a-z0-9-]+)*:\d{1,5}$/i, examples: ["db-primary:5432"] },
  { name: "values", pattern: /[\s,;|]|[^:]:[^:].*:|\W.*\W.*\W/, examples: ["3552 3534 3375", "1, 2, 3"] },
  { name: "id", pattern: /^.*\d/, examples: ["blk_-12", "node_A8", "task-0007"] },
];

/** The name of a variable by its text alone; `word` for a plain one. */
export function maskOf(value: string): MaskName {
  const text = value.length > MAX_VALUE ? value.slice(0, MAX_VALUE) : value;
  return MASKS.find(({ pattern }) => pattern.test(text))?.name ?? "word";
}

const MAX_VALUE = 300;
