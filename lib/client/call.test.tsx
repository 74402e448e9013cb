import { QueryClientProvider, useQuery } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { cancelIngestion, listIngestions } from "#contracts/ingestion.ts";
import { createKey, getMe, listMembers, revokeKey } from "#contracts/organization.ts";
import { addressOf, call, ClientError } from "./call.ts";
import { createQueryClient, keyOf, query } from "./query.ts";

const PROJECT = "018f0000-0000-7000-8000-000000000001";

/** Stands in for the network. */
function answering(status: number, body: unknown) {
  const fetched = vi.fn<typeof fetch>(() =>
    Promise.resolve(new Response(typeof body === "string" ? body : JSON.stringify(body), { status })),
  );
  vi.stubGlobal("fetch", fetched);
  return fetched;
}
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test("addresses: params in the path, empty values left out, everything encoded", () => {
  expect(addressOf(cancelIngestion, { params: { projectId: PROJECT, ingestionId: "a/b" } })).toBe(
    `/api/v1/projects/${PROJECT}/ingestions/a%2Fb/cancel`,
  );
  expect(
    addressOf(listIngestions, { params: { projectId: PROJECT }, query: { filter: "a&b", cursor: "", limit: 5 } }),
  ).toBe(`/api/v1/projects/${PROJECT}/ingestions?filter=a%26b&limit=5`);
});

test("a body goes as JSON by the endpoint's method", async () => {
  const fetched = answering(201, { key: {}, secret: "s" });
  const answer = await call(createKey, { params: { projectId: PROJECT }, body: { name: "ci" } });
  expect(answer.secret).toBe("s");
  const [, init] = fetched.mock.calls[0] ?? [];
  expect(init?.method).toBe("POST");
  expect(init?.body).toBe('{"name":"ci"}');
});

test("a deletion outlives the tab", async () => {
  const fetched = answering(200, {});
  await call(revokeKey, { params: { projectId: PROJECT, keyId: PROJECT } });
  await call(getMe, {});
  expect(fetched.mock.calls.map(([, init]) => init?.keepalive)).toEqual([true, false]);
});

const REFUSALS: [string, number, unknown, Partial<ClientError>][] = [
  [
    "our error",
    409,
    { error: { code: "conflict", message: "Taken.", requestId: "r1" } },
    { code: "conflict", message: "Taken.", requestId: "r1" },
  ],
  ["a proxy's page", 502, "<html>Bad gateway</html>", { code: "internal", status: 502, requestId: null }],
  ["JSON of another shape", 500, { message: "no" }, { code: "internal", status: 500 }],
];
test.each(REFUSALS)("%s becomes a ClientError", async (_, status, body, expected) => {
  answering(status, body);
  const error: unknown = await call(getMe, {}).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ClientError);
  expect(error).toMatchObject(expected);
});

test("no connection is said in words", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  await expect(call(getMe, {})).rejects.toMatchObject({
    code: "offline",
    message: expect.stringContaining("connection"),
  });
});

test("keys: equal for equal input, and an endpoint alone is the beginning of all its keys", () => {
  const params = { organizationId: PROJECT };
  expect(keyOf(listMembers, { params })).toEqual(query(listMembers, { params }).queryKey);
  expect(keyOf(listMembers, { params })[0]).toBe(keyOf(listMembers)[0]);
  expect(keyOf(listMembers, { params })).not.toEqual(keyOf(listMembers, { params: { organizationId: "other" } }));
});

test("who is signed out is led to the sign-in page", async () => {
  answering(401, { error: { code: "unauthenticated", message: "Sign in.", requestId: "r" } });
  const signedOut = vi.fn();
  const client = createQueryClient(signedOut);
  function Probe() {
    const { error } = useQuery(query(getMe, {}));
    return error?.message;
  }
  render(
    <QueryClientProvider client={client}>
      <Probe />
    </QueryClientProvider>,
  );
  await screen.findByText("Sign in.");
  expect(signedOut).toHaveBeenCalledOnce();
});
