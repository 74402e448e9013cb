import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { later } from "./later.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const steps = {
  "the time is over": () => vi.advanceTimersByTime(10_000),
  "the page is closed": () => dispatchEvent(new Event("pagehide")),
};

test.each(Object.entries(steps))("happens once when %s", (_, step) => {
  const work = vi.fn<() => void>();
  later(10, work);
  vi.advanceTimersByTime(9999);
  expect(work).not.toHaveBeenCalled();
  step();
  Object.values(steps).forEach((again) => again());
  expect(work).toHaveBeenCalledOnce();
});

test("does not happen when it was taken back", () => {
  const work = vi.fn<() => void>();
  later(10, work).cancel();
  Object.values(steps).forEach((step) => step());
  expect(work).not.toHaveBeenCalled();
});
