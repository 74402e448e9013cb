import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { ListTable, type Column } from "./list-table.tsx";

interface Host {
  id: string;
  events: number;
}

const COLUMNS: Column<Host>[] = [
  { head: "Name", kind: "first", cell: ({ id }) => <a href={`/${id}`}>{id}</a> },
  { head: "Events", kind: "num", unit: () => "events", cell: ({ events }) => events },
  { head: "Action", quiet: true, cell: () => <button type="button">Remove</button> },
];
const asked = { error: null, refetch: () => undefined };
const HOSTS: Host[] = [
  { id: "ada", events: 3 },
  { id: "bob", events: 1 },
];

Element.prototype.scrollIntoView = () => undefined;
afterEach(cleanup);

it("shows rows under their heads, with a unit for where there are none", () => {
  render(<ListTable what="The hosts" query={asked} rows={HOSTS} columns={COLUMNS} />);
  expect(screen.getAllByRole("columnheader").map(({ textContent }) => textContent)).toEqual([
    "Name",
    "Events",
    "Action",
  ]);
  expect(screen.getAllByRole("row")).toHaveLength(3);
  expect(screen.getByText("3").dataset["unit"]).toBe("events");
});

it("says that it loads, why it failed with another try, and what to do when there is nothing", async () => {
  const list = (more: Partial<Parameters<typeof ListTable<Host>>[0]>) => (
    <ListTable what="The hosts" query={asked} rows={undefined} columns={COLUMNS} empty="Add one" {...more} />
  );
  const { rerender } = render(list({}));
  expect(screen.getByRole("status", { name: "Loading the hosts" })).toBeDefined();
  const refetch = vi.fn();
  rerender(list({ query: { error: new Error("No answer."), refetch } }));
  expect(screen.getByRole("heading").textContent).toBe("The hosts could not be loaded");
  await userEvent.setup().click(screen.getByRole("button", { name: "Try again" }));
  expect(refetch).toHaveBeenCalledOnce();
  rerender(list({ rows: [] }));
  expect(screen.getByText("Add one")).toBeDefined();
});

it("asks for the next page", async () => {
  const fetchNextPage = vi.fn();
  const query = { ...asked, hasNextPage: true, isFetchingNextPage: false, fetchNextPage };
  render(<ListTable what="The hosts" query={query} rows={HOSTS} columns={COLUMNS} more="Older hosts" />);
  await userEvent.setup().click(screen.getByRole("button", { name: "Older hosts" }));
  expect(fetchNextPage).toHaveBeenCalledOnce();
});

it("is walked through by j and k, over all lists of the page", async () => {
  render(
    <>
      <ListTable what="The hosts" query={asked} rows={HOSTS} columns={COLUMNS} />
      <ListTable what="Others" query={asked} rows={[{ id: "cyd", events: 0 }]} columns={COLUMNS} />
    </>,
  );
  const keys = userEvent.setup();
  const steps: (string | undefined)[] = [];
  for (const key of ["j", "j", "j", "j", "k"]) {
    await keys.keyboard(key);
    steps.push(document.activeElement?.textContent ?? undefined);
  }
  expect(steps).toEqual(["ada", "bob", "cyd", "cyd", "bob"]);
});
