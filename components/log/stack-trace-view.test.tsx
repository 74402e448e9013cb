import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it } from "vitest";
import { stackTraceOf } from "./stack-trace.ts";
import { StackTraceView } from "./stack-trace-view.tsx";

const TRACE = stackTraceOf(
  [
    "TypeError: total is undefined",
    "    at pay (/srv/app/pay.js:3:1)",
    "    at Layer.handle (/srv/node_modules/express/lib/layer.js:95:5)",
    "    at next (/srv/node_modules/express/lib/route.js:149:13)",
  ].join("\n"),
);

afterEach(cleanup);

it("folds library frames under their package, and opens them", async () => {
  if (TRACE === null) throw new Error("no trace was read");
  render(<StackTraceView trace={TRACE} unfolded={false} />);
  const region = screen.getByRole("region", { name: "Stack trace" });
  expect(region.textContent).toContain("pay.js:3:1");
  expect(region.textContent).not.toContain("layer.js");
  await userEvent.setup().click(screen.getByRole("button", { name: /2 frames of express/ }));
  expect(region.textContent).toContain("layer.js:95:5");
  expect(screen.queryByRole("button")).toBeNull();
});

it("shows all of it when asked to", () => {
  if (TRACE === null) throw new Error("no trace was read");
  render(<StackTraceView trace={TRACE} unfolded />);
  expect(screen.getByRole("region").textContent).toContain("route.js:149:13");
});
