import { expect, expectAccessible, newEmail, PASSWORD, placeOf, signUp, test } from "./fixtures.ts";

test("sign-up makes an organization and a project and lands on the paste box", async ({ page }) => {
  await page.goto("/sign-up");
  await expectAccessible(page);
  await signUp(page, { organization: "Hollow Pines" });
  await expect(page.getByLabel("Paste log lines")).toBeFocused();
  await expect(page).toHaveURL(/\/hollow-pines[\w-]*\/first-project$/);
});

test("sign-in takes the password and nothing else", async ({ page, home, context }) => {
  const { user } = (await (await page.request.get("/api/v1/me")).json()) as { user: { email: string } };
  await context.clearCookies();
  await page.goto(home.path);
  await page.waitForURL(/sign-in/);
  await page.getByLabel("E-mail address").fill(user.email);
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  await expect(page).toHaveURL(/sign-in/);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByLabel("Paste log lines")).toBeVisible();
});

test("somebody is invited by link, joins, is promoted, and the last admin cannot go", async ({
  page,
  home,
  browser,
}) => {
  const [, slug] = home.path.split("/");
  await page.goto(`/${slug}/settings/members`);
  await expect(page.getByRole("button", { name: "Leave" })).toBeDisabled();
  await page.getByRole("button", { name: "Make link" }).click();
  const link = await page
    .getByText(/\/invite\/[\w-]{20,}/)
    .first()
    .innerText();

  const theirs = await (await browser.newContext()).newPage();
  await theirs.goto(link);
  await theirs.getByLabel("Your name").fill("Bo Lund");
  await theirs.getByLabel("E-mail address").fill(newEmail("bo"));
  await theirs.getByLabel("Password").fill(PASSWORD);
  await theirs.getByRole("button", { name: "Make the account and join" }).click();
  await expect(theirs.getByLabel("Paste log lines")).toBeVisible();
  expect((await placeOf(theirs.request)).projectId).toBe(home.projectId);

  // A member reads and ingests, and does not manage.
  const refused = await theirs.request.post(`/api/v1/projects/${home.projectId}/keys`, {
    data: { name: "x" },
    headers: { Origin: new URL(theirs.url()).origin },
  });
  expect(refused.status()).toBe(403);
  // A link works once.
  await theirs.goto(link);
  await expect(theirs.getByText("This invitation is closed")).toBeVisible();

  await page.reload();
  await page.getByLabel("Role of Bo Lund").selectOption("admin");
  await expect(page.getByText("Bo Lund is now an admin")).toBeVisible();
  await page.getByRole("button", { name: "Leave" }).click();
  await expect
    .poll(async () => (await page.request.get(`/api/v1/organizations/${home.organizationId}`)).status())
    .toBe(404);
  await theirs.goto(`/${slug}/settings/members`);
  await expect(theirs.getByRole("button", { name: "Leave" })).toBeDisabled();
  await theirs.context().close();
});

test("a project and an organization are renamed, and deleted by their typed names", async ({ page, home }) => {
  const [, slug] = home.path.split("/");
  await page.goto(`${home.path}/settings`);
  await page.getByLabel("Project name").fill("Payments");
  await page.getByRole("button", { name: "Rename" }).click();
  await expect(page.getByText("Renamed to Payments")).toBeVisible();
  await page
    .getByRole("button", { name: /Delete/ })
    .first()
    .click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: /Delete/ })).toBeDisabled();
  await dialog.getByRole("textbox").fill("Payments");
  await dialog.getByRole("button", { name: /Delete/ }).click();
  await expect.poll(async () => (await page.request.get(`/api/v1/projects/${home.projectId}`)).status()).toBe(404);

  await page.goto(`/${slug}/settings/general`);
  await page
    .getByRole("button", { name: /Delete/ })
    .first()
    .click();
  await dialog.getByRole("textbox").fill("Northbeam");
  await dialog.getByRole("button", { name: /Delete/ }).click();
  await expect
    .poll(async () => (await page.request.get(`/api/v1/organizations/${home.organizationId}`)).status())
    .toBe(404);
});
