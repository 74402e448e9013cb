import { analyze } from "./analyze.ts";
import { parseArguments } from "./arguments.ts";
import { batch } from "./batch.ts";
import { diff } from "./diff.ts";
import { events } from "./events.ts";
import { findings } from "./findings.ts";
import { upload } from "./upload.ts";
import { CliError, USAGE } from "./usage.ts";

const help = async () => {
  process.stdout.write(USAGE);
  return 0;
};
const COMMANDS = { analyze, events, findings, diff, batch, upload, help };

// A reader that closes early (`| head`) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 2));
try {
  const { command, ...args } = parseArguments(process.argv.slice(2));
  process.exitCode = await COMMANDS[command](args);
} catch (error) {
  process.stderr.write(
    `aiops: ${error instanceof CliError ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
  );
  if (error instanceof CliError && error.showUsage) process.stderr.write(`\n${USAGE}`);
  process.exitCode = 2;
}
