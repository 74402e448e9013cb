import { AxeBuilder } from "@axe-core/playwright";
import { expect, test as base, type APIRequestContext, type BrowserContext, type Page } from "@playwright/test";
import { generateScenario, textOf } from "#samples/scenarios.ts";

export interface Home {
  /** `http://localhost:3210`, for the Origin of writes. */
  origin: string;
  /** `/<organization>/<project>` */
  path: string;
  organizationId: string;
  projectId: string;
}

interface TestFixtures {
  /** The page is signed in, as an admin of a new organization with an empty first project. It has gone nowhere yet. */
  home: Home;
}

interface WorkerFixtures {
  /** Somebody who signed up: what proves it in later contexts. Journeys share the person, never an organization. */
  person: Awaited<ReturnType<BrowserContext["storageState"]>>;
}

let people = 0;

/** Unique over workers and runs, without a clock. */
export function newEmail(who = "ann"): string {
  people += 1;
  return `${who}-${process.pid}-${people}-${Math.random().toString(36).slice(2, 8)}@example.test`;
}

export const PASSWORD = "correct horse battery";

export async function signUp(
  page: Page,
  { email = newEmail(), name = "Ann Berg", organization = "Northbeam" } = {},
): Promise<string> {
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  const field = page.getByLabel("Organization");
  if (await field.isVisible()) await field.fill(organization);
  await page.getByRole("button", { name: "Make the account" }).click();
  return email;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  person: [
    async ({ browser }, use, { project }) => {
      const context = await browser.newContext({ baseURL: project.use.baseURL });
      const page = await context.newPage();
      await page.goto("/sign-up");
      await signUp(page);
      await expect(page.getByLabel("Paste log lines")).toBeVisible();
      const state = await context.storageState();
      await context.close();
      await use(state);
    },
    { scope: "worker", timeout: 60_000 },
  ],
  home: async ({ context, person, baseURL }, use) => {
    const origin = baseURL ?? "";
    await context.addCookies(person.cookies);
    const made = await context.request.post("/api/v1/organizations", {
      data: { name: "Northbeam" },
      headers: { Origin: origin },
    });
    const { id } = (await made.json()) as { id: string };
    await use({ origin, ...(await placeOf(context.request, id)) });
  },
});

/** Where somebody's project is: in the organization given, else in the only one. */
export async function placeOf(request: APIRequestContext, organizationId?: string): Promise<Omit<Home, "origin">> {
  const { organizations } = (await (await request.get("/api/v1/me")).json()) as {
    organizations: { id: string; slug: string; projects: { id: string; slug: string }[] }[];
  };
  const organization = organizations.find(({ id }) => id === (organizationId ?? id));
  const project = organization?.projects[0];
  if (organization === undefined || project === undefined) throw new Error("nobody is signed in");
  return { path: `/${organization.slug}/${project.slug}`, organizationId: organization.id, projectId: project.id };
}

export interface Made {
  id: string;
  /** `/<organization>/<project>/i/<ingestion>` */
  path: string;
}

/** Makes an ingestion over the API with the page's session, and waits until it is analysed. */
export async function ingest(
  page: Page,
  home: Home,
  files: { name: string; text: string }[],
  name = "night-shift",
): Promise<Made> {
  const form = new FormData();
  for (const file of files) form.append("file", new File([file.text], file.name));
  const response = await page.request.post(`/api/v1/projects/${home.projectId}/ingestions?origin=upload&name=${name}`, {
    multipart: form,
    headers: { Origin: home.origin },
  });
  expect(response.status()).toBe(202);
  const { id } = (await response.json()) as { id: string };
  await analysed(page.request, home, id);
  return { id, path: `${home.path}/i/${id}` };
}

export async function analysed(request: APIRequestContext, home: Home, id: string): Promise<void> {
  await expect
    .poll(
      async () =>
        (
          (await (await request.get(`/api/v1/projects/${home.projectId}/ingestions/${id}`)).json()) as {
            status: string;
          }
        ).status,
      {
        timeout: 60_000,
        intervals: [100, 200, 300],
      },
    )
    .toBe("done");
}

export function scenarioFiles(id: string, { seed = 1, events = 2000 } = {}): { name: string; text: string }[] {
  const { files } = generateScenario(id, { seed, events, startAt: "2026-11-17T02:00:00.000Z" });
  return files.map((file) => ({ name: file.name, text: textOf(file) }));
}

/** No violation that axe can find; contrast included. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const said = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
  expect(said).toEqual([]);
}

export { expect };
