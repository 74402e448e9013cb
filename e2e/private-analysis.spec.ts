import { gzipSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";
import { expect, expectAccessible, scenarioFiles, test } from "./fixtures.ts";

const LOG = scenarioFiles("database-failover", { events: 1500 })
  .map(({ text }) => text)
  .join("");

test("a signed-out visitor pastes a log and reads the answer; no request leaves the page", async ({ page }) => {
  await page.goto("/");
  // The page says when all of the engine is here; from then on there is nothing that it may ask for.
  await expect(page.getByText("go offline and paste")).toBeVisible({ timeout: 45_000 });
  await page.waitForLoadState("networkidle");
  await page.context().setOffline(true);
  const requests: string[] = [];
  page.on("request", (request) => {
    // Blobs and data stay in the tab.
    if (!/^(blob|data):/.test(request.url())) requests.push(request.url());
  });
  await page.getByRole("textbox", { name: /log/i }).evaluate((box, text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    (box as HTMLTextAreaElement).focus();
    box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, LOG);
  const result = page.getByRole("region", { name: "Result" });
  for (const question of ["What happened?", "Is it a real incident?", "Is it recurring?", "What is the root cause?"]) {
    await expect(result.getByText(question)).toBeVisible();
  }
  await expect(result.getByRole("button", { name: "Keep this in a project" })).toBeVisible();
  await expect(result.getByRole("table").first()).toContainText(/critical/i);
  await page.getByRole("button", { name: /^Groups/ }).click();
  await page.getByRole("button", { name: /^Events/ }).click();
  // A citation opens its line on the left.
  await result
    .getByText(/^\[\d+\]$/)
    .first()
    .click();
  expect(requests).toEqual([]);
  await expectAccessible(page);
});

test("the page's policy forbids every connection", async ({ page }) => {
  const response = await page.goto("/");
  expect(response?.headers()["content-security-policy"]).toContain("connect-src 'none'");
});

test("compressed files are opened in the tab", async ({ page }) => {
  await page.goto("/");
  await page.getByLabel("Log files").setInputFiles([
    { name: "app.log.gz", mimeType: "application/gzip", buffer: gzipSync(LOG.slice(0, 40_000)) },
    {
      name: "logs.zip",
      mimeType: "application/zip",
      buffer: Buffer.from(zipSync({ "a/web.log": strToU8(LOG.slice(0, 20_000)) })),
    },
  ]);
  // The analysis starts a worker with all rules: seconds on a busy machine.
  await expect(page.getByRole("button", { name: "Keep this in a project" })).toBeVisible({ timeout: 45_000 });
});

test("a binary file is refused in words", async ({ page }) => {
  await page.goto("/");
  await page
    .getByLabel("Log files")
    .setInputFiles({ name: "a.png", mimeType: "image/png", buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]) });
  await expect(page.getByRole("region", { name: "Result" })).toContainText(/no text|PNG/, { timeout: 45_000 });
});

test("a demo incident runs in the tab and is kept after sign-up", async ({ page }) => {
  await page.goto("/");
  await page
    .getByRole("button", { name: /Memory leak/ })
    .first()
    .click();
  await page.getByRole("button", { name: "Keep this in a project" }).click();
  await page.waitForURL(/sign-(up|in)/);
});
