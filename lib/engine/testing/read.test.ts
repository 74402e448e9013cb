import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readBytes } from "./read.ts";

const logs = new URL("./logs/", import.meta.url);

/** Whole sources of our own. A golden that changes is a changed reading: look at it, then raise ENGINE_VERSION. */
test.each(readdirSync(logs).filter((name) => name.endsWith(".log")))("%s reads as before", async (name) => {
  const events = readBytes(readFileSync(new URL(name, logs)));
  await expect(JSON.stringify(events, null, 1) + "\n").toMatchFileSnapshot(new URL(`${name}.json`, logs).pathname);
});
