import { describe, expect, it } from "vitest";
import { createLog, withLogContext } from "./log.ts";

function capture() {
  const lines: Record<string, unknown>[] = [];
  return { lines, log: createLog("info", { write: (line) => void lines.push(JSON.parse(line)) }) };
}

describe("createLog", () => {
  it("writes JSON lines with the context's fields, across awaits", async () => {
    const { lines, log } = capture();
    await withLogContext({ requestId: "r1" }, async () => {
      await Promise.resolve();
      log.info({ status: 200 }, "done");
    });
    log.info("outside");
    expect(lines[0]).toMatchObject({ level: "info", msg: "done", requestId: "r1", status: 200 });
    expect(lines[1]).not.toHaveProperty("requestId");
  });

  it("hides secrets by name and by shape, in errors too", () => {
    const { lines, log } = capture();
    log.error(
      { user: { password: "hunter2" }, headers: { authorization: "x" }, err: new Error("no postgres://a:pw@h/d") },
      "key aiops_abcdefghijklmnopqrstuvwxyz refused",
    );
    const written = JSON.stringify(lines);
    for (const secret of ["hunter2", ":pw@", "aiops_abc"]) expect(written).not.toContain(secret);
    expect(lines[0]).toMatchObject({ user: { password: "[redacted]" }, msg: "key [redacted] refused" });
  });
});
