import { parseArgs } from "node:util";
import { CliError } from "./usage.ts";

export const COMMANDS = ["analyze", "events", "findings", "diff", "batch", "upload"] as const;
export type Command = (typeof COMMANDS)[number];

export interface Arguments {
  files: string[];
  json: boolean;
  color: boolean;
  zone: string | null;
  url: string | null;
  key: string | null;
  name: string | null;
  /** Files with rules of one's own. */
  rules: string[];
}

export function parseArguments(argv: string[]): Arguments & { command: Command | "help" } {
  const { values, positionals } = parse(argv);
  const [first, ...files] = positionals;
  const command = values.help === true || first === "help" ? "help" : COMMANDS.find((known) => known === first);
  if (command === undefined) {
    throw new CliError(first === undefined ? "what shall I do?" : `"${first}" is no command.`, true);
  }
  return {
    command,
    files,
    json: values.json ?? false,
    color: values["no-color"] !== true && process.stdout.isTTY && process.env["NO_COLOR"] === undefined,
    zone: values.zone ?? null,
    url: values.url ?? process.env["AIOPS_URL"] ?? null,
    key: values.key ?? process.env["AIOPS_KEY"] ?? null,
    name: values.name ?? null,
    rules: values.rules ?? [],
  };
}

function parse(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        json: { type: "boolean" },
        "no-color": { type: "boolean" },
        zone: { type: "string" },
        url: { type: "string" },
        key: { type: "string" },
        name: { type: "string" },
        rules: { type: "string", multiple: true },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new CliError(error instanceof Error ? error.message : String(error), true);
  }
}
