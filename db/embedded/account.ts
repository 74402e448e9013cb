import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

/** How PostgreSQL's programs are run: it refuses root. */
export interface Account {
  uid?: number;
  gid?: number;
  /** Put before each command. */
  prefix: string[];
}

const NAMESPACE = ["unshare", "--user", "--map-user=65534", "--map-group=65534"];

/**
 * An ordinary user runs it as is. Root runs it as `postgres` or `nobody`; where those cannot reach `folder` (a home of mode
 * 0700), in a user namespace, which gives it a number other than 0 over root's files.
 */
export function chooseAccount(folder: string, program: string): Account {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const account = ["postgres", "nobody"].map(idsOf).find((ids) => ids !== null);
  if (account) {
    const reach = spawnSync("test", ["-x", folder, "-a", "-x", program], { ...account, cwd: "/" });
    if (reach.status === 0) return { ...account, prefix: [] };
  }
  const [unshare = "", ...flags] = NAMESPACE;
  if (spawnSync(unshare, [...flags, program, "--version"]).status === 0) return { prefix: NAMESPACE };
  throw new Error(
    `PostgreSQL does not run as root, and no other user can reach ${folder}. ` +
      "Move the project out of a private folder such as /root, or set DATABASE_URL.",
  );
}

/** Gives a file or folder, with all in it, to the account. */
export function hand(file: string, account: Account): void {
  const { uid, gid } = account;
  if (uid === undefined || gid === undefined) return;
  fs.lchownSync(file, uid, gid);
  if (!fs.lstatSync(file).isDirectory()) return;
  for (const entry of fs.readdirSync(file)) hand(path.join(file, entry), account);
}

function idsOf(name: string): { uid: number; gid: number } | null {
  try {
    const [uid = 0, gid = 0] = ["-u", "-g"].map((flag) =>
      Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })),
    );
    return uid > 0 ? { uid, gid } : null;
  } catch {
    return null; // no such user
  }
}
