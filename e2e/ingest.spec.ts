import { gzipSync } from "node:zlib";
import { analysed, expect, expectAccessible, scenarioFiles, test } from "./fixtures.ts";

const FILES = scenarioFiles("database-failover", { events: 1500 });

test("a pasted log becomes an ingestion and its stages are shown to the end", async ({ page, home }) => {
  await page.goto(home.path);
  await page.getByLabel("Paste log lines").fill(FILES[0]?.text ?? "");
  await page.getByRole("button", { name: /Analyse/ }).click();
  await page.waitForURL(`${home.path}/i/*`);
  await expect(page.getByText("Analysed", { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText("What happened?")).toBeVisible();
});

test("several files are uploaded as one ingestion, plain and compressed", async ({ page, home }) => {
  await page.goto(home.path);
  await page
    .getByLabel("Log files")
    .setInputFiles([
      ...FILES.slice(0, 2).map(({ name, text }) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) })),
      { name: "old.log.gz", mimeType: "application/gzip", buffer: gzipSync(FILES[2]?.text ?? "") },
    ]);
  await page.waitForURL(`${home.path}/i/*`);
  await expect(page.getByText("Analysed", { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText("3 sources")).toBeVisible();
});

test("files can be dropped", async ({ page, home }) => {
  await page.goto(home.path);
  const dropped = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "dropped.log"));
    return data;
  }, FILES[0]?.text ?? "");
  await page.getByLabel("Paste log lines").dispatchEvent("drop", { dataTransfer: dropped });
  await page.waitForURL(`${home.path}/i/*`);
});

test("a demo incident is made and reveals its answer key", async ({ page, home }) => {
  await page.goto(home.path);
  await page.getByRole("button", { name: /Memory leak/ }).click();
  await page.waitForURL(`${home.path}/i/*`);
  await expect(page.getByText("Analysed", { exact: true })).toBeVisible({ timeout: 60_000 });
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Reveal the answer key" }).click();
  const key = page.getByRole("dialog");
  await expect(key.getByText(/First domino: oom_memory/)).toBeVisible();
  await expect(key.getByLabel("Wrong")).toHaveCount(0);
});

test("a key made in the settings sends a log from a terminal, shows when it was used, and ends when revoked", async ({
  page,
  home,
  playwright,
  baseURL,
}) => {
  await page.goto(`${home.path}/settings`);
  await page.getByLabel("Name of the new key").fill("ci-nightly");
  await page.getByRole("button", { name: "Make key" }).click();
  const secret = await page.getByText(/^aiops_[\w-]{30,}$/).innerText();

  // As curl does it: no cookie, no Origin.
  const terminal = await playwright.request.newContext({
    baseURL: baseURL ?? "",
    extraHTTPHeaders: { Authorization: `Bearer ${secret}` },
  });
  const answer = await terminal.post("/api/v1/ingestions?source=app.log", {
    data: FILES[0]?.text ?? "",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
  });
  expect(answer.status()).toBe(202);
  const { id, url } = (await answer.json()) as { id: string; url: string };
  expect(url).toContain(`${home.path}/i/${id}`);
  await analysed(page.request, home, id);

  await page.reload();
  await expect(page.getByText(secret)).toHaveCount(0);
  await expect(page.getByRole("row", { name: /ci-nightly/ })).not.toContainText("never used");
  await page.request.delete(`/api/v1/projects/${home.projectId}/keys/${await keyId(page.request, home.projectId)}`, {
    headers: { Origin: home.origin },
  });
  expect((await terminal.post("/api/v1/ingestions", { data: "x" })).status()).toBe(401);
  await terminal.dispose();
});

test("long work is cancelled, keeps what was read, and is taken up again", async ({ page, home }) => {
  const response = await page.request.post(`/api/v1/projects/${home.projectId}/demo`, {
    data: { scenario: "retry-storm", events: 200_000 },
    headers: { Origin: home.origin },
    timeout: 60_000,
  });
  const { id } = (await response.json()) as { id: string };
  await page.goto(`${home.path}/i/${id}`);
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText("Cancelled", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Analyse it after all" }).click();
  await expect(page.getByText("Analysed", { exact: true })).toBeVisible({ timeout: 50_000 });
});

test("the project lists its ingestions and open groups", async ({ page, home }) => {
  await page.goto(home.path);
  await page.getByRole("button", { name: /Memory leak/ }).click();
  await page.waitForURL(`${home.path}/i/*`);
  await expect(page.getByText("Analysed", { exact: true })).toBeVisible({ timeout: 60_000 });
  await page.goto(home.path);
  await expect(page.getByRole("row", { name: /Memory leak/ })).toContainText(/critical/i);
  await expectAccessible(page);
});

async function keyId(
  request: { get(url: string): Promise<{ json(): Promise<unknown> }> },
  projectId: string,
): Promise<string> {
  const { items } = (await (await request.get(`/api/v1/projects/${projectId}/keys`)).json()) as {
    items: { id: string }[];
  };
  return items[0]?.id ?? "";
}
