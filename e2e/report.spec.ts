import { readFileSync } from "node:fs";
import { expect, expectAccessible, ingest, scenarioFiles, test } from "./fixtures.ts";

test("a postmortem is drafted, edited, exported, and outlives the log", async ({ page, home }) => {
  const { id, path } = await ingest(page, home, scenarioFiles("certificate-expired", { events: 1500 }));
  await page.goto(`${path}/report`);
  await expect(page.getByText("Summary", { exact: true }).first()).toBeVisible();
  await expect(page.getByText(/[0-9a-f]{12}/).first()).toBeVisible();
  await expectAccessible(page);

  const { items } = (await (await page.request.get(`/api/v1/projects/${home.projectId}/reports`)).json()) as {
    items: { id: string }[];
  };
  const report = items[0]?.id ?? "";
  const at = `/api/v1/projects/${home.projectId}/reports/${report}`;
  const origin = { Origin: home.origin };

  const draft = (await (await page.request.get(at)).json()) as {
    title: string;
    version: number;
    sections: Record<string, string>;
    evidence: { sha256: string }[];
  };
  expect(draft.evidence.length).toBeGreaterThan(0);
  const save = {
    title: "Certificate of the payment gateway",
    status: "draft",
    sections: { ...draft.sections, resolution: "Renewed by hand [1]." },
    version: draft.version,
  };
  expect((await page.request.put(at, { data: save, headers: origin })).status()).toBe(200);
  // Somebody else saved meanwhile.
  expect((await page.request.put(at, { data: save, headers: origin })).status()).toBe(409);

  expect(
    (await page.request.delete(`/api/v1/projects/${home.projectId}/ingestions/${id}`, { headers: origin })).status(),
  ).toBe(200);
  await page.goto(`${home.path}/reports/${report}`);
  await expect(page.getByText("Renewed by hand").first()).toBeVisible();
  for (const [format, words] of [
    ["markdown", "# Certificate of the payment gateway"],
    ["html", "<title>"],
    ["json", '"sha256"'],
  ] as const) {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.evaluate((address) => {
        location.href = address;
      }, `${at}/export?format=${format}`),
    ]);
    const text = readFileSync(await download.path(), "utf8");
    expect(text).toContain(words);
    expect(text).toContain("Renewed by hand");
  }
});
