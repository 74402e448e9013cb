import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import type { FromWorker, Input, ToWorker } from "./protocol.ts";
import { useAnalysis } from "./use-analysis.ts";

/** Loses what is posted before its script listens, as browsers do with a script that comes in pieces. */
class SlowWorker extends EventTarget {
  static last: SlowWorker;
  heard: ToWorker[] = [];
  private listens = false;
  constructor() {
    super();
    SlowWorker.last = this;
  }
  postMessage(message: ToWorker): void {
    if (this.listens) this.heard.push(message);
  }
  terminate(): void {}
  load(): void {
    this.listens = true;
    const data: FromWorker = { type: "ready" };
    this.dispatchEvent(new MessageEvent("message", { data }));
  }
}

vi.stubGlobal("Worker", SlowWorker);
afterEach(cleanup);

const INPUT: Input = { kind: "text", name: "pasted.log", text: "ERROR a" };

it("keeps what is given while the engine loads, and tells when all of it is here", () => {
  const { result } = renderHook(() => useAnalysis());
  act(() => result.current.start([INPUT]));
  expect(result.current.ready).toBe(false);
  expect(result.current.analysis.state).toBe("running");
  act(() => SlowWorker.last.load());
  expect(result.current.ready).toBe(true);
  expect(SlowWorker.last.heard).toMatchObject([{ type: "start", inputs: [INPUT] }]);
  act(() => result.current.stop());
  expect(SlowWorker.last.heard.map(({ type }) => type)).toEqual(["start", "stop"]);
});
