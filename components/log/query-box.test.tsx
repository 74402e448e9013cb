import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, describe, expect, it } from "vitest";
import type { Facet } from "#contracts/event.ts";
import { QueryBox } from "./query-box.tsx";

const facets: Facet[] = [
  {
    facet: "level",
    distinct: 2,
    values: [
      { value: "error", label: "error", count: 12 },
      { value: "warn", label: "warn", count: 4000 },
    ],
  },
  { facet: "service", distinct: 1, values: [{ value: "pay ments", label: "pay ments", count: 3 }] },
];

function Box({ start = "" }: { start?: string }) {
  const [query, setQuery] = useState(start);
  return (
    <>
      <QueryBox value={query} onChange={setQuery} facets={facets} />
      <output>{query}</output>
    </>
  );
}

function open(start?: string) {
  render(<Box start={start} />);
  return { user: userEvent.setup(), input: screen.getByRole("combobox", { name: "Query" }) };
}

const query = () => screen.getByRole("status").textContent;

afterEach(cleanup);

describe("QueryBox", () => {
  it("takes a term on Enter and shows it as a chip that can be removed", async () => {
    const { user, input } = open();
    await user.type(input, "level:error,fatal{Enter}");
    expect(query()).toBe("level:error,fatal");
    await user.type(input, "timeout{Enter}");
    expect(query()).toBe("level:error,fatal timeout");
    await user.click(screen.getByRole("button", { name: "Remove level:error,fatal" }));
    expect(query()).toBe("timeout");
  });

  it("completes fields, then values with their counts", async () => {
    const { user, input } = open();
    await user.type(input, "lev");
    await user.keyboard("{Tab}");
    expect((input as HTMLInputElement).value).toBe("level:");
    expect(screen.getAllByRole("option").map((option) => option.textContent)).toEqual(["error12", "warn4,000"]);
    await user.keyboard("{ArrowDown}{ArrowDown}{Enter}");
    expect(query()).toBe("level:warn");
  });

  it("quotes a value with a space", async () => {
    const { user, input } = open();
    await user.type(input, "-service:");
    await user.click(screen.getByRole("option", { name: /pay ments/ }));
    expect(query()).toBe('-service:"pay ments"');
  });

  it("says at the caret what cannot be read, and keeps it", async () => {
    const { user, input } = open();
    await user.type(input, "ok since:noon{Enter}");
    expect(query()).toBe("");
    expect(input.getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByRole("alert").textContent).toContain("since:12:00");
    await user.clear(input);
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("marks the part of a shared query that cannot be read", () => {
    const { input } = open("level:error seq:x");
    expect((input as HTMLInputElement).value).toBe("seq:x");
    expect(screen.getByRole("alert").textContent).toContain("seq:80");
    expect(screen.getByRole("button", { name: "Remove level:error" })).toBeDefined();
  });

  it("gives the last chip back for editing on Backspace", async () => {
    const { user, input } = open("a level:error");
    await user.click(input);
    await user.keyboard("{Backspace}");
    expect((input as HTMLInputElement).value).toBe("level:error");
    expect(query()).toBe("a");
  });
});
