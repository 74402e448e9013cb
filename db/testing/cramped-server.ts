import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { startEmbeddedPostgres, type EmbeddedOptions } from "../embedded.ts";

type Options = Omit<EmbeddedOptions, "log">;

/** Starts the server so that none of its files can grow beyond the limit: a full disk that needs no rights. */
export async function startCramped(options: Options, maxFileKiB: number): Promise<void> {
  // The shell counts in half kilobytes.
  const script = `ulimit -f ${maxFileKiB * 2}; exec "$0" "$@"`;
  const args = [process.execPath, fileURLToPath(import.meta.url), JSON.stringify(options)];
  const child = spawn("sh", ["-c", script, ...args], { stdio: ["ignore", "inherit", "inherit"] });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`the cramped server did not start: ${String(code)}`);
}

// node cramped-server.ts '{"root":…,"database":…}': the server stays when this process has ended.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  // safe because `startCramped` writes it
  await startEmbeddedPostgres({ ...(JSON.parse(process.argv[2] ?? "") as Options), log: () => {} });
}
