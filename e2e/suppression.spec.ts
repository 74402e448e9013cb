import { expect, expectAccessible, ingest, test } from "./fixtures.ts";

const at = (second: number) => new Date(Date.UTC(2026, 10, 17, 2) + second * 1000).toISOString();
const quiet = Array.from({ length: 300 }, (_, index) => `${at(index)} INFO web: served /cart/${index}`);
const full = [60, 61, 62].map((second) => `${at(second)} ERROR batch: write failed: No space left on device`);
const LOG = [{ name: "batch.log", text: `${[...quiet, ...full].toSorted().join("\n")}\n` }];

test("a known finding is suppressed for the project, stays reachable, and is counted again when that is removed", async ({
  page,
  home,
}) => {
  const { path } = await ingest(page, home, LOG, "first-night");
  await page.goto(`${path}/findings`);
  await page.getByRole("row").nth(1).getByRole("link").first().click();
  await page.waitForURL(/\/findings\/.+/);
  await page.getByRole("button", { name: /Dismiss/ }).click();
  await page.getByLabel("Why is it none?").fill("the disk of batch is watched");
  await page.getByLabel("Hide").selectOption("rule");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Suppress" }).click();
  await expect(page.getByText(/Hidden by a suppression until/)).toBeVisible();

  await page.goto(`${path}/findings`);
  await expect(page.getByText("Nothing but what is suppressed")).toBeVisible();
  await expect(page.getByRole("heading", { name: "1 finding hidden by suppressions" })).toBeVisible();
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("row", { name: /the disk of batch is watched/ })).toBeVisible();
  await expectAccessible(page);
  await page.goto(path);
  await expect(page.getByText(/no rule found a failure/).first()).toBeVisible({ timeout: 15_000 });

  // A later ingestion is quiet from the start.
  await ingest(page, home, LOG, "second-night");
  await page.goto(`${home.path}/settings/suppressions`);
  await expect(page.getByText(/6 events in 2 ingestions/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: /Extend/ }).click();
  await page.getByRole("menuitem", { name: "without end" }).click();
  await expect(page.getByText("no end")).toBeVisible();

  // Undone once, then meant; leaving the page sends it at once.
  await page.getByRole("button", { name: /Remove the suppression/ }).click();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(page.getByText(/6 events in 2 ingestions/)).toBeVisible();
  await page.getByRole("button", { name: /Remove the suppression/ }).click();
  await page.getByRole("link", { name: "Rules" }).click();
  await page.goto(`${path}/findings`);
  await expect(page.getByRole("row", { name: /batch/ }).first()).toBeVisible({ timeout: 20_000 });
});
