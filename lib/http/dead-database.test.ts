import { afterAll, expect, it, vi } from "vitest";
import { ErrorBody } from "#contracts/endpoint.ts";
import { newId } from "#lib/ids.ts";

vi.stubEnv("DATABASE_URL", "postgres://nobody@127.0.0.1:9/none");
vi.stubEnv("LOG_LEVEL", "silent");
vi.stubEnv("AUTH_SECRET", "a secret of more than 32 characters");

// Test files share their modules, and the environment is read once.
vi.resetModules();
const { GET: getMe } = await import("../../app/api/v1/me/route.ts");
const { GET: getHealth } = await import("../../app/api/health/route.ts");
const { sessionCookie } = await import("#lib/auth/session.ts");
afterAll(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

it("is said to be dead, in words, and nothing else", async () => {
  const request = new Request("http://localhost:3000/api/v1/me", {
    headers: { cookie: await sessionCookie(newId(), 1) },
  });
  const response = await getMe(request, { params: Promise.resolve({}) });
  expect(response.status).toBe(503);
  const { error } = ErrorBody.parse(await response.json());
  expect(error).toMatchObject({ code: "unavailable", message: expect.stringMatching(/database could not be reached/) });
});

it("makes the health check say down", async () => {
  const response = await getHealth(new Request("http://localhost:3000/api/health"));
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ status: "down", database: { ok: false } });
});
