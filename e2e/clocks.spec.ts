import { expect, expectAccessible, ingest, test } from "./fixtures.ts";

const at = (second: number) => new Date(Date.UTC(2026, 10, 17, 2) + second * 1000).toISOString();
const lines = (count: number, from: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => `${at(from + index)} ${text(index)}`);
const logOf = (...parts: string[][]) => `${parts.flat().toSorted().join("\n")}\n`;
const FILES = [
  {
    name: "shop.log",
    text: logOf(
      lines(300, 0, (index) => `INFO shop: served /cart/${index}`),
      lines(40, 100, () => "ERROR shop: stock answered 503 Service Unavailable"),
    ),
  },
  {
    name: "stock.log",
    text: logOf(
      lines(300, 200, (index) => `INFO stock: took /take/${index}`),
      lines(40, 285, () => "ERROR stock: write failed: No space left on device"),
    ),
  },
];

test("two lines are set as the same moment, the story is told again, and taken back", async ({ page, home }) => {
  const { path } = await ingest(page, home, FILES, "two-clocks");
  await page.goto(`${path}/events?seq=341`);
  await page.getByRole("button", { name: "Same moment as a line of another file" }).click();
  await page.waitForURL(/\/timeline\?same=341/);
  const form = page.getByRole("form", { name: "Two lines are the same moment" });
  await form.getByLabel("is the same moment as line").fill("2");
  await form.getByLabel("is the same moment as line").fill("1");
  await expect(form.getByText("The clock of stock.log is 3 min 20 s ahead of shop.log.")).toBeVisible();
  await expectAccessible(page);
  await form.getByRole("button", { name: "Set the clock" }).click();
  await expect(page.getByText(/the story is told again/)).toBeVisible();
  const row = page.getByRole("row", { name: /stock\.log/ });
  await expect(row).toContainText("3 min 20 s ahead of shop.log", { timeout: 15_000 });
  await expect(row).toContainText("are the same moment");
  await row.getByRole("button", { name: "Forget what is set for stock.log" }).click();
  await expect(row).toContainText("taken as it is", { timeout: 15_000 });
});
