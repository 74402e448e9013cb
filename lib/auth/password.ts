import { hash, verify } from "@node-rs/argon2";
import { newSecret } from "#lib/ids.ts";
import { singleton } from "#lib/singleton.ts";

/** OWASP password storage: argon2id with 19 MiB, two passes, one lane. The library's default algorithm is argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** Takes as long for an unknown user (null) as for a wrong password, so that time does not tell who has an account. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const right = await verify(stored ?? (await nobodysHash()), password);
  return right && stored !== null;
}

function nobodysHash(): Promise<string> {
  return singleton("nobodys-hash", () => hashPassword(newSecret()));
}
