import { FAKE_GROQ_URL } from "./fakes/groq.ts";
import { expect, ingest, test } from "./fixtures.ts";

const LOG = [
  "2026-11-17T02:47:10Z INFO payments: charge for ann.berg@example.test with token=sk_live_abcdefghijklmnop1234567890 began",
  "2026-11-17T02:47:11Z ERROR payments: FATAL: remaining connection slots are reserved, user ann.berg@example.test password=hunter2secret",
  "2026-11-17T02:47:12Z ERROR payments: FATAL: remaining connection slots are reserved, user bo.lund@example.test password=hunter3secret",
  "",
].join("\n");

test("a model words the evidence, what it makes up is struck, secrets stay home, and the second click calls nobody", async ({
  page,
  home,
  request,
}) => {
  const calls = async () => (await (await request.get(`${FAKE_GROQ_URL}/calls`)).json()) as string[];
  const { path } = await ingest(page, home, [{ name: "payments.log", text: LOG }]);
  await page.goto(`${path}/findings`);
  await page.getByRole("row").nth(1).getByRole("link").first().click();
  const before = (await calls()).length;
  await page.getByRole("button", { name: /^Word it with/ }).click();
  await expect(page.getByText("The model read the cited line.")).toBeVisible();
  await expect(page.getByText("pg-imaginary-7", { exact: true })).toBeVisible();
  await expect(page.getByText(/not supported/i).first()).toBeVisible();
  const sent = (await calls()).slice(before);
  expect(sent).toHaveLength(1);
  expect(sent[0]).not.toMatch(/hunter2secret|hunter3secret|example\.test|sk_live_abc/);

  const finding = decodeURIComponent(new URL(page.url()).pathname.split("/").at(-1) ?? "");
  const ingestion = path.split("/").at(-1) ?? "";
  const again = await page.request.post(
    `/api/v1/projects/${home.projectId}/ingestions/${ingestion}/explanations/finding/${encodeURIComponent(finding)}`,
    {
      headers: { Origin: home.origin },
    },
  );
  expect(((await again.json()) as { model: { cached: boolean } }).model.cached).toBe(true);
  expect((await calls()).length).toBe(before + 1);
});
