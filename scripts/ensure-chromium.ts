import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const SYSTEM = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/**
 * The Chromium to test with: PLAYWRIGHT_CHROMIUM, Playwright's own, the system's; else one is installed by Playwright, or by apt where
 * that is possible (root on Debian or Ubuntu). Throws with the commands that install one.
 */
export function ensureChromium(): string {
  const given = process.env["PLAYWRIGHT_CHROMIUM"];
  if (given !== undefined) {
    if (existsSync(given)) return given;
    throw new Error(`PLAYWRIGHT_CHROMIUM is ${given}, and there is no such file.`);
  }
  const found = installed() ?? byApt() ?? byPlaywright();
  if (found !== undefined) return found;
  throw new Error(
    "The browser tests need Chromium. Install it with one of:\n  npx playwright install chromium\n  sudo apt-get install -y chromium\nor set PLAYWRIGHT_CHROMIUM to the path of a Chrome or Chromium.",
  );
}

function installed(): string | undefined {
  const own = chromium.executablePath();
  return own !== "" && existsSync(own) ? own : SYSTEM.find((path) => existsSync(path));
}

function byApt(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return undefined;
  console.log("Installing Chromium with apt-get…");
  const apt = (...args: string[]) =>
    spawnSync("apt-get", ["-o", "DPkg::Lock::Timeout=300", ...args], {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    }).status === 0;
  const install = () => apt("install", "-y", "--no-install-recommends", "chromium");
  if (!install()) {
    apt("update");
    install();
  }
  return installed();
}

function byPlaywright(): string | undefined {
  console.log("Installing Chromium with Playwright…");
  spawnSync("npx", ["playwright", "install", "chromium"], { stdio: ["ignore", "ignore", "inherit"], timeout: 300_000 });
  return installed();
}
