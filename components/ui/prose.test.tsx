import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import userEvent from "@testing-library/user-event";
import { PlainLinksProvider } from "./link.tsx";
import { ClaimText, Prose } from "./prose.tsx";

afterEach(cleanup);

const HOSTILE = [
  "<img src=x onerror=alert(1)>",
  "<script>alert(1)</script>",
  "javascript:alert(1)",
  "</p><h1>owned</h1>",
  "&lt;b&gt; \u202Egnp.exe",
];

test.each(HOSTILE)("log text is text, in code and outside of it: %s", (text) => {
  const { container } = render(
    <p>
      <Prose text={`It says ${text} and \`${text}\` [80].`} onOpen={() => {}} />
    </p>,
  );
  expect(container.querySelectorAll("img,script,h1,a")).toHaveLength(0);
  expect(container.querySelector("code")?.textContent).toBe(text);
  expect(container.textContent).toContain(`It says ${text} and`);
});

test("a citation inside code is log text, not proof", () => {
  const { container } = render(
    <PlainLinksProvider value={true}>
      <Prose text="wrote `[80]` at [81-95]" href={(from, to) => `/x?seq=${from}-${to}`} />
    </PlainLinksProvider>,
  );
  const links = [...container.querySelectorAll("a")].map((link) => link.getAttribute("href"));
  expect(links).toEqual(["/x?seq=81-95"]);
});

test("a chip opens its lines", async () => {
  const onOpen = vi.fn();
  render(<Prose text="failed over [9412]" onOpen={onOpen} open={9412} />);
  const chip = screen.getByRole("button", { name: "[9412]" });
  expect(chip.getAttribute("aria-pressed")).toBe("true");
  await userEvent.click(chip);
  expect(onOpen).toHaveBeenCalledWith(9412, 9412);
});

test("an unsupported claim is struck, keeps its chip and says why", () => {
  const claim = {
    text: "The disk was full [12].",
    citations: [12],
    status: "unsupported",
    reason: "Line 12 is about a timeout.",
  } as const;
  const { container } = render(<ClaimText claim={{ ...claim, citations: [12] }} onOpen={() => {}} />);
  expect(container.querySelector("del")?.textContent).toContain("The disk was full");
  expect(screen.getByRole("button", { name: /^\[12\?\] ?not verified$/ })).toBeTruthy();
  expect(container.textContent).toContain("Not supported: Line 12 is about a timeout.");
});
