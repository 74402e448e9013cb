import { expect, expectAccessible, ingest, scenarioFiles, test } from "./fixtures.ts";

const FAILOVER = scenarioFiles("database-failover", { events: 2000 });

test("the overview answers the four questions with evidence that opens its line", async ({ page, home }) => {
  const { path } = await ingest(page, home, FAILOVER);
  await page.goto(path);
  for (const question of ["What happened?", "Is it a real incident?", "Is it recurring?", "What is the root cause?"]) {
    await expect(page.getByText(question)).toBeVisible();
  }
  await expect(page.getByRole("heading", { name: "Events by level" })).toBeVisible();
  await expect(page.getByRole("heading", { name: /Findings/ })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Parse quality" })).toBeVisible();
  await expectAccessible(page);
  const chip = page.getByRole("link", { name: /^\[?\d+\]?$/ }).first();
  await chip.click();
  await expect(page).toHaveURL(/seq=\d+/);
});

test("a second ingestion knows what was seen before", async ({ page, home }) => {
  await ingest(page, home, FAILOVER, "first-night");
  const { path } = await ingest(
    page,
    home,
    scenarioFiles("database-failover", { seed: 2, events: 2000 }),
    "second-night",
  );
  await page.goto(path);
  await expect(
    page
      .getByRole("link", { name: "first-night" })
      .or(page.getByText(/first-night/))
      .first(),
  ).toBeVisible();
  await page.goto(`${path}/groups`);
  await expect(page.getByRole("row").getByText("seen before").first()).toBeVisible();
});

test("what is different from last time is told, and two logs or two ranges are compared", async ({ page, home }) => {
  const log = (pool: number, more: string[]) => [
    {
      name: "app.log",
      text: [
        ...Array.from(
          { length: 300 },
          (_, i) => `${new Date(Date.UTC(2026, 10, 17, 2, 0, i)).toISOString()} INFO request ${i} served`,
        ),
        `2026-11-17T02:05:00.000Z INFO pool ready pool_size=${pool}`,
        ...more,
      ].join("\n"),
    },
  ];
  await ingest(page, home, log(50, []), "monday");
  const { path } = await ingest(page, home, log(5, ["2026-11-17T02:05:01.000Z ERROR no worker is left"]), "tuesday");
  await page.goto(path);
  const section = page.getByRole("region", { name: "Different from last time" });
  await expect(section).toContainText("pool_size 50 → 5");
  await expect(section.getByRole("link", { name: "monday" })).toBeVisible();
  await section.getByRole("link", { name: "Compare" }).click();

  await expect(page.getByRole("region", { name: "Values that changed" })).toContainText("pool_size");
  await expect(page.getByRole("region", { name: "New groups" })).toContainText("no worker is left");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Swap" }).click();
  await expect(page.getByRole("region", { name: "Gone" })).toContainText("no worker is left");
  await page.goBack();
  await expect(page.getByRole("region", { name: "New groups" })).toBeVisible();

  await page.goto(`${path}/events?q=since:2026-11-17T02:04:30.000Z until:2026-11-17T02:05:02.000Z`);
  await page.getByRole("link", { name: "Compare with the time before" }).click();
  await expect(page.getByRole("region", { name: "New groups" })).toContainText("no worker is left");
});

test("a group is resolved with a note, ignored for a time, and opened again", async ({ page, home }) => {
  const { path } = await ingest(page, home, FAILOVER);
  await page.goto(`${path}/groups?sort=level`);
  await page.getByRole("row").nth(1).getByRole("link").first().click();
  await page.getByRole("button", { name: "Resolve" }).click();
  await page.getByRole("button", { name: "Add a note or a release" }).click();
  await page.getByLabel("What was done").fill("pool is back to 50");
  await page.getByLabel("Release with the fix").fill("2.4.1");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("in 2.4.1: pool is back to 50")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Open again" }).click();
  await page.getByRole("button", { name: "Ignore" }).click();
  await page.getByRole("menuitem", { name: "For a week" }).click();
  await expect(page.getByText(/Ignored by .*until/)).toBeVisible();
});

test("events are filtered by query, facet, range and text, and each line has its link", async ({ page, home }) => {
  const { path } = await ingest(page, home, FAILOVER);
  await page.goto(`${path}/events`);
  const rows = page.getByRole("row").filter({ hasText: /\d\d:\d\d:\d\d/ });
  await expect(rows.first()).toBeVisible();
  await expectAccessible(page);

  const box = page.getByRole("search").getByRole("combobox").or(page.getByRole("search").getByRole("textbox")).first();
  await page.keyboard.press("/");
  await expect(box).toBeFocused();
  await box.fill("level:error,fatal");
  await box.press("Enter");
  await expect(page).toHaveURL(/q=level/);
  await expect(page.getByRole("search")).toContainText(/of [\d,]+/);
  await page.goBack();
  await expect(page).not.toHaveURL(/q=level/);

  await box.fill("level:loud ");
  await box.press("Enter");
  await expect(page.getByText(/is no level/).first()).toBeVisible();

  await page.goto(`${path}/events?seq=80-95`);
  await expect(page.getByRole("row", { name: /\b80\b/ }).first()).toBeVisible();
  await page.goto(`${path}/events?seq=90`);
  const panel = page.getByRole("tabpanel");
  await expect(panel).toBeVisible();
  await page.getByRole("tab", { name: /Raw/ }).click();
  await expect(panel).not.toBeEmpty();
  await page.getByRole("tab", { name: /Around/ }).click();
  await page.keyboard.press("Escape");
});

test("a group shows what it is made of and why it stands together", async ({ page, home }) => {
  const { path } = await ingest(page, home, FAILOVER);
  await page.goto(`${path}/groups`);
  await expectAccessible(page);
  await page.getByRole("row").nth(1).getByRole("link").first().click();
  await page.waitForURL(/\/groups\/[\w-]+/);
  for (const title of [
    "What this means",
    "Why it was flagged",
    "Severity and impact",
    "Debugging steps",
    "Fix suggestions",
    "Evidence cited",
  ]) {
    await expect(page.getByText(title, { exact: true })).toBeVisible();
  }
  await expectAccessible(page);
});

test("a finding shows its parts of confidence and evidence, and can be dismissed and opened again", async ({
  page,
  home,
}) => {
  const { path } = await ingest(page, home, FAILOVER);
  await page.goto(`${path}/findings`);
  await expectAccessible(page);
  await page.getByRole("row").nth(1).getByRole("link").first().click();
  await page.waitForURL(/\/findings\/.+/);
  await expect(page.getByRole("heading", { name: "Confidence" })).toBeVisible();
  await expect(page.getByText("What this means", { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: /Dismiss/ }).click();
  await page.getByLabel("Why is it none?").fill("planned failover");
  await page.getByRole("button", { name: "Dismiss", exact: true }).click();
  await expect(page.getByText("planned failover")).toBeVisible();
  await page.getByRole("button", { name: "Open again" }).click();
  await expect(page.getByRole("button", { name: "Acknowledge" })).toBeVisible();
});

test("one critical line among many is found", async ({ page, home }) => {
  const line = (index: number) =>
    `2026-11-17T02:${String(Math.floor(index / 1000) % 60).padStart(2, "0")}:${String(index % 60).padStart(2, "0")}Z INFO api: handled request ${index} in ${index % 90} ms`;
  const lines = Array.from({ length: 20_000 }, (_, index) => line(index));
  lines[13_570] =
    "2026-11-17T02:13:30Z FATAL api: panic: runtime error: invalid memory address or nil pointer dereference";
  const { path } = await ingest(page, home, [{ name: "api.log", text: `${lines.join("\n")}\n` }]);
  await page.goto(`${path}/findings`);
  await expect(page.getByRole("row").nth(1)).toContainText("13571");
});

test("the timeline shows order and shares its range with the events", async ({ page, home }) => {
  const { path } = await ingest(page, home, FAILOVER);
  await page.goto(`${path}/timeline`);
  await expect(page.getByRole("main")).toContainText(/\d\d:\d\d:\d\d/);
  await expectAccessible(page);
});
