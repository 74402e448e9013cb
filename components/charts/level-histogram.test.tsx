import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import type { Histogram } from "#contracts/ingestion.ts";
import { LevelHistogram } from "./level-histogram.tsx";

const START = Date.parse("2026-11-17T02:30:00Z");
const HISTOGRAM: Histogram = {
  axis: { startMs: START, binMs: 30_000, bins: 4 },
  levels: {
    error: [
      [1, 3],
      [3, 1200],
    ],
    unknown: [[1, 2]],
  },
};

afterEach(cleanup);

it("has a table behind it that leaves out empty intervals and says so", async () => {
  render(<LevelHistogram histogram={HISTOGRAM} label="Events over time" zone="utc" height={100} />);
  await userEvent.setup().click(screen.getByText("Show as table"));
  const table = screen.getByRole("table", { name: /2 intervals without events are left out/ });
  const rows = within(table).getAllByRole("row");
  expect(rows.map((row) => row.textContent)).toEqual([
    "Fromfatalerrorwarninfodebug and quieterAll",
    "02:30:30030025",
    "02:31:3001,2000001,200",
  ]);
});

it("says so when no event has a time", () => {
  render(
    <LevelHistogram
      histogram={{ axis: { startMs: 0, binMs: 1000, bins: 0 }, levels: {} }}
      label="Events over time"
      zone="utc"
      height={100}
    />,
  );
  expect(screen.getByText(/No event here has a time/)).toBeDefined();
});

it("moves an edge of the range by keyboard", () => {
  const onRange = vi.fn();
  const range = { fromMs: START + 30_000, untilMs: START + 90_000 };
  render(
    <LevelHistogram histogram={HISTOGRAM} label="Events" zone="utc" height={100} range={range} onRange={onRange} />,
  );
  fireEvent.keyDown(screen.getByRole("slider", { name: "End of the range" }), { key: "ArrowRight" });
  expect(onRange).toHaveBeenCalledWith({ fromMs: START + 30_000, untilMs: START + 120_000 });
});
