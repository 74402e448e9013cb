import type { Page } from "@playwright/test";
import { expect, expectAccessible, ingest, test, type Home } from "./fixtures.ts";

const line = (at: number, message: string) => `2026-11-17T02:00:${String(at).padStart(2, "0")}Z ERROR ${message}`;
const log = (...messages: string[]) => [
  { name: "app.log", text: messages.map((message, at) => line(at, message)).join("\n") },
];
const HOT = log("sensor alpha is hot", "sensor alpha is hot", "sensor beta is hot", "pump stopped by itself");

const rowOf = (page: Page, template: string) => page.getByRole("row").filter({ hasText: template });
/** The groups of an ingestion, once the rules are counted. */
async function expectGroups(page: Page, path: string, groups: Record<string, number>) {
  await page.goto(`${path}/groups`);
  for (const [template, count] of Object.entries(groups)) {
    await expect(rowOf(page, template).first()).toContainText(String(count), { timeout: 20_000 });
  }
  await expect(page.getByRole("row")).toHaveCount(Object.keys(groups).length + 1);
}
async function openGroup(page: Page, path: string, template: string) {
  await page.goto(`${path}/groups`);
  await rowOf(page, template).first().getByRole("link").first().click();
  await page.waitForURL(/\/groups\/[\w-]{36}/);
}
const change = (page: Page) => page.getByRole("region", { name: "Change of the groups" });

test("a word becomes a variable: tried, applied, found by a later ingestion, taken back", async ({ page, home }) => {
  const { path } = await ingest(page, home, HOT, "first");
  await openGroup(page, path, "sensor alpha is hot");
  const tokens = page.getByRole("toolbar");
  await tokens.getByRole("button", { name: "sensor" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: /Variable/ }).click();
  await expect(page).toHaveURL(/change=variable-1/);
  await expect(change(page)).toContainText("2 groups become 1, 1 event moves");
  await expectAccessible(page);
  await change(page).getByRole("button", { name: "Apply" }).click();
  await expect(page.getByRole("toolbar")).toContainText("<*>", { timeout: 20_000 });
  await expect(page.getByRole("region", { name: "Templates" })).toContainText("a word made a variable by Ann Berg");
  await expectGroups(page, path, { "sensor <*> is hot": 3, "pump stopped": 1 });

  const later = await ingest(page, home, log("sensor omega is hot", "sensor beta is hot"), "second");
  await expectGroups(page, later.path, { "sensor <*> is hot": 2 });

  await page.goto(`${home.path}/groups/rules`);
  await expect(rowOf(page, "Any word at")).toContainText("In force", { timeout: 20_000 });
  await expectAccessible(page);
  await page.getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText("No rule yet")).toBeVisible({ timeout: 20_000 });
  await expectGroups(page, path, { "sensor alpha is hot": 2, "sensor beta is hot": 1, "pump stopped": 1 });
});

test("two groups are merged, and undone", async ({ page, home }) => {
  const { path } = await ingest(page, home, HOT);
  await page.goto(`${path}/groups`);
  await page.getByRole("checkbox", { name: /sensor alpha/ }).check();
  await page.getByRole("checkbox", { name: /pump stopped/ }).check();
  await page.getByRole("button", { name: "Merge 2 groups" }).click();
  await expect(change(page)).toContainText("2 groups become 1, 1 event moves");
  await change(page).getByRole("button", { name: "Apply" }).click();
  await expect(rowOf(page, "sensor alpha is hot")).toContainText("3", { timeout: 20_000 });
  await expect(rowOf(page, "pump stopped")).toHaveCount(0);
  await page.getByRole("button", { name: /Undo/ }).click();
  await expect(rowOf(page, "pump stopped")).toHaveCount(1, { timeout: 20_000 });
});

test("one template is split off, and stays so", async ({ page, home }) => {
  const doors = (...names: string[]) => log(...names.map((name) => `session opened for user ${name} again`));
  const { path } = await ingest(page, home, doors("ada", "bob", "cyd", "dan"), "first");
  await openGroup(page, path, "session opened");
  await page.getByRole("button", { name: /Split off .* ada / }).click();
  await expect(change(page)).toContainText("1 group becomes 2, 1 event moves");
  await change(page).getByRole("button", { name: "Apply" }).click();
  const groups = { "session opened for user <*> again": 3, "session opened for user ada again": 1 };
  await expect(page.getByRole("region", { name: "Templates" })).toContainText("3 count as this group", {
    timeout: 20_000,
  });
  await expectGroups(page, path, groups);
  const later = await ingest(page, home, doors("ada", "bob", "zoe", "eve"), "second");
  await expectGroups(page, later.path, groups);
});

test("a variable is kept as a constant by a worker, and a pattern is tried while it is typed", async ({
  page,
  home,
}) => {
  const { path } = await ingest(page, home, statuses(500, 200, 500));
  await openGroup(page, path, "request");
  await page.getByRole("toolbar").getByRole("button", { name: "<*>" }).nth(1).click();
  await page.getByRole("menuitem", { name: /Constant/ }).click();
  await expect(change(page)).toContainText("1 group becomes 2, 3 events move", { timeout: 20_000 });
  await change(page).getByRole("button", { name: "Apply" }).click();
  await expect(page.getByText(/Rule applied/)).toBeVisible();
  await expectGroupsLater(page, path, { "with status 500": 2, "with status 200": 1 });

  await page.goto(`${home.path}/groups/rules`);
  await page.getByRole("textbox", { name: "Pattern" }).fill("(a+)+b");
  await expect(page.getByText(/cannot be used/)).toBeVisible();
  await page.getByRole("textbox", { name: "Pattern" }).fill("status [0-9]+");
  await expect(page.getByText("2 groups become 1, 1 event moves")).toBeVisible();
  await expect(page).toHaveURL(/pattern=/);
});

const statuses = (...some: number[]) =>
  log(...some.map((status, at) => `request ${at} answered with status ${status}`));

/** The list follows by itself while the ingestion is read again. */
async function expectGroupsLater(page: Page, path: string, groups: Record<string, number>) {
  await expect(async () => expectGroups(page, path, groups)).toPass({ timeout: 30_000 });
}

test("the project's list merges too", async ({ page, home }: { page: Page; home: Home }) => {
  await ingest(page, home, HOT);
  await page.goto(`${home.path}/groups`);
  await page.getByRole("checkbox", { name: /sensor alpha/ }).check();
  await page.getByRole("checkbox", { name: /sensor beta/ }).check();
  await page.getByRole("button", { name: "Merge 2 groups" }).click();
  await expect(change(page)).toContainText("2 groups become 1");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(change(page)).toHaveCount(0);
});
