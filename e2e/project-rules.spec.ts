import { expect, expectAccessible, ingest, test } from "./fixtures.ts";

const at = (second: number) => new Date(Date.UTC(2026, 10, 17, 2) + second * 1000).toISOString();
const quiet = Array.from({ length: 200 }, (_, index) => `${at(index)} INFO web: served /cart/${index}`);
const refused = [30, 31, 90].map((second) => `${at(second)} ERROR shop: warehouse refused order ${second}`);
const LOG = [{ name: "shop.log", text: `${[...quiet, ...refused].toSorted().join("\n")}\n` }];

test("a rule of the project proves itself, is tried on stored ingestions, saved, and found in them again", async ({
  page,
  home,
}) => {
  const { path } = await ingest(page, home, LOG, "before-the-rule");
  await page.goto(`${path}/findings`);
  await expect(page.getByText("No rule found a failure")).toBeVisible();

  await page.goto(`${home.path}/settings/rules`);
  await expectAccessible(page);
  await page.getByRole("link", { name: "New rule" }).click();
  await expect(page.getByText("all pass")).toBeVisible();
  await expectAccessible(page);

  // A mistake is shown at its place and keeps it from being saved.
  const box = page.getByLabel("Rule as YAML");
  const text = await box.inputValue();
  await box.fill(text.replace("severity: high", "severity: awful"));
  await expect(page.getByRole("main").getByRole("alert")).toContainText("severity is one of critical");
  await expect(page.getByRole("button", { name: "Save" })).toBeDisabled();
  await box.fill(text.replace("ERROR shop: warehouse refused", "ERROR shop: warehouse took"));
  await expect(page.getByText(/stays silent, but must fire/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Save" })).toBeDisabled();

  await box.fill(text);
  await expect(page.getByText("all pass")).toBeVisible();
  await page.getByRole("button", { name: "Try on stored ingestions" }).click();
  await expect(page.getByText("Would have fired 3 times in 1 of the last 1 ingestion")).toBeVisible();
  await expect(page.getByRole("link", { name: /^\[?3\d\]?$/ }).first()).toBeVisible();

  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved; new ingestions use it")).toBeVisible();
  await page.getByRole("button", { name: "Try on stored ingestions" }).click();
  await page.getByRole("button", { name: "Run again on this ingestion" }).click();
  await expect(page.getByText("before-the-rule is analysed again")).toBeVisible();
  await page.goto(`${path}/findings`);
  const finding = page.getByRole("link", { name: /The warehouse refuses orders/ });
  await expect(finding).toBeVisible({ timeout: 30_000 });
  await finding.click();
  await expect(page.getByText("Ask the warehouse's status page.")).toBeVisible();

  await page.goto(`${home.path}/settings/rules`);
  await expect(page.getByText(/in 1 of the last 1 ingestion/)).toBeVisible();
  await page.getByLabel("Use dependency_failure.our_literal").uncheck();
  await expect(page.getByText("dependency_failure.our_literal is off for new ingestions")).toBeVisible();
});
