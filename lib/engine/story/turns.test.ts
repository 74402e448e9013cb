import { expect, test } from "vitest";
import { turnKind } from "./turns.ts";

test.each([
  ["Deployed release 2026.11.3 to production", "deploy"],
  ["Scaled up replica set checkout-7d9c to 3", "deploy"],
  ["Rolling back to version 2.13.6", "deploy"],
  ["received promote request", "failover"],
  ["Node db-2 became primary", "failover"],
  ["Log level set to DEBUG for app.journal", "change"],
  ["feature flag new-pricing enabled by jo", "change"],
  ["Connection to broker restored", "recovery"],
  ["CircuitBreaker 'tax' changed state to CLOSED", "recovery"],
  ["Server be_web/web-2 is UP, reason: Layer7 check passed", "recovery"],
  ["Starting BillingApplication v4.18.2 using Java 21", "start"],
  ["server listening on :8080", "start"],
  ["received SIGTERM, draining", "stop"],
  ["could not start: listening on port 80 not permitted", null],
  ["will be deployed when the window opens", null],
  ["checkpoint starting: time", null],
  ["GET /api/orders 200 12ms", null],
])("%s → %s", (message, kind) => {
  expect(turnKind({ level: "info", message })).toBe(kind);
});

test("a failed line turns nothing", () => {
  expect(turnKind({ level: "error", message: "Deployed release 7, rolled back" })).toBe(null);
});
