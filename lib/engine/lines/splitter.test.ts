import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { createSplitter } from "./splitter.ts";

const BLOCK_BYTES = 256 * 1024;

it("does not keep a block alive for what is remembered of a line", () => {
  setFlagsFromString("--expose_gc");
  const collect = runInNewContext("gc") as () => void;
  const splitter = createSplitter("utf-8");
  const remembered: string[] = [];
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let block = 0; block < 100; block++) {
    const line = `request-id=${block.toString().padStart(24, "0")} served in a moment\n`;
    const bytes = new TextEncoder().encode(line.repeat(Math.ceil(BLOCK_BYTES / line.length)));
    remembered.push(splitter.push(bytes)[0]?.text.slice(11, 35) ?? "");
  }
  collect();
  expect(remembered).toHaveLength(100);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(20 * BLOCK_BYTES);
});
