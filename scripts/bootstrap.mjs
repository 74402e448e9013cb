// Plain JavaScript for Node 20: it runs before anything is installed. It installs what is missing, then hands over to the Node that the
// project pins (node_modules/.bin/node), or to this one where none is pinned for the platform.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(fileURLToPath(import.meta.url), "..", "..");
const modules = join(root, "node_modules");
const stamp = join(modules, ".installed");
process.chdir(root);

const [command, ...args] = process.argv.slice(2);
install();
const node = pinnedNode();
const child = spawn(node, [join("scripts", `${command}.ts`), ...args], {
  stdio: "inherit",
  env: { ...process.env, PATH: [join(modules, ".bin"), process.env.PATH].join(delimiter) },
});
// Ctrl-C reaches the child by itself (same terminal); other signals are passed on.
process.on("SIGINT", () => {});
for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 143)));

function install() {
  const lock = createHash("sha256").update(readFileSync("package-lock.json")).digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  console.log("Installing packages (npm ci), about a minute the first time…");
  const npm = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (npm.status !== 0) {
    console.error("npm ci failed; see above. Is the npm registry reachable?");
    process.exit(npm.status ?? 1);
  }
  writeFileSync(stamp, lock);
}

function pinnedNode() {
  const pinned = join(modules, ".bin", "node");
  if (existsSync(pinned)) return pinned;
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  console.error(
    `Node ${process.versions.node} is too old here and none is pinned for this platform: install Node 22.18 or newer.`,
  );
  process.exit(1);
}
