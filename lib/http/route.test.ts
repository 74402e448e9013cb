import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { endpoint, ErrorBody } from "#contracts/endpoint.ts";
import { AppError } from "#lib/errors.ts";
import { MAX_JSON_BYTES } from "./input.ts";
import { route } from "./route.ts";

vi.stubEnv("LOG_LEVEL", "silent");

const greet = endpoint({
  method: "POST",
  path: "/greetings/{name}",
  summary: "Greets",
  permission: "public",
  params: z.object({ name: z.string().max(10) }),
  query: z.object({ times: z.coerce.number().int().default(1) }),
  body: z.object({ word: z.string() }),
  response: z.object({ text: z.string() }),
  status: 201,
});

const handler = route(greet, (_caller, { name, times, word }) => {
  if (word === "boom") throw new Error("secret detail of postgres://a:b@c/d");
  if (word === "teapot") throw new AppError("conflict", "It is a teapot.");
  return Promise.resolve({ text: `${word} ${name} `.repeat(times).trim(), passwordHash: "never" });
});

function call(body: BodyInit | null, headers: Record<string, string> = {}, query = "", name = "Ann") {
  const request = new Request(`http://localhost:3000/api/v1/greetings/${name}${query}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  return handler(request, { params: Promise.resolve({ name }) });
}
const errorOf = async (response: Response) => ErrorBody.parse(await response.json()).error;

describe("route", () => {
  it("hands path, query and body to the verb and only declared fields to the caller", async () => {
    const response = await call('{"word":"Hi"}', {}, "?times=2");
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({ text: "Hi Ann Hi Ann" });
    expect(response.headers.get("x-request-id")).toMatch(/^[\w-]{36}$/);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it.each<[string, Parameters<typeof call>, number, string, RegExp]>([
    ["a wrong body", ['{"word":1}'], 400, "invalid", /word: /],
    ["no JSON", ["{"], 400, "invalid", /not JSON/],
    ["an empty body", [""], 400, "invalid", /empty/],
    ["a wrong query", ['{"word":"Hi"}', {}, "?times=x"], 400, "invalid", /times: /],
    ["a key given twice", ['{"word":"Hi"}', {}, "?times=1&times=2"], 400, "invalid", /times: /],
    ["a wrong path", ['{"word":"Hi"}', {}, "", "Bartholomew"], 400, "invalid", /name: /],
    ["another content type", ['{"word":"Hi"}', { "content-type": "text/plain" }], 415, "unsupported", /JSON/],
    ["too much", [JSON.stringify({ word: "x".repeat(MAX_JSON_BYTES) })], 413, "too_large", /2 MiB/],
    ["an error of ours", ['{"word":"teapot"}'], 409, "conflict", /^It is a teapot\.$/],
    ["an unknown error", ['{"word":"boom"}'], 500, "internal", /^Something went wrong here/],
  ])("answers %s as the error table says", async (_, args, status, code, message) => {
    const response = await call(...args);
    expect(response.status).toBe(status);
    const error = await errorOf(response);
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(response.headers.get("x-request-id")).toBe(error.requestId);
  });

  it("drops what no database can hold", async () => {
    const response = await call('{"word":"H\\u0000i\\ud800"}');
    expect(await response.json()).toEqual({ text: "Hi\ufffd Ann" });
  });

  it("names the fields that are wrong", async () => {
    expect((await errorOf(await call("{}"))).issues).toEqual([{ path: "word", message: expect.any(String) }]);
  });

  it("keeps a request id that a proxy gave, and no strange one", async () => {
    const given = await call('{"word":"Hi"}', { "x-request-id": "req-12345678" });
    expect(given.headers.get("x-request-id")).toBe("req-12345678");
    const strange = await call('{"word":"Hi"}', { "x-request-id": "a b{}" });
    expect(strange.headers.get("x-request-id")).toMatch(/^[\w-]{36}$/);
  });

  it("refuses an answer that breaks the contract", async () => {
    const broken = route(greet, () => Promise.resolve(JSON.parse('{"text":1}')));
    const request = new Request("http://localhost:3000/", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"word":"Hi"}',
    });
    expect((await broken(request, { params: Promise.resolve({ name: "Ann" }) })).status).toBe(500);
  });

  it("limits how often an address may ask", async () => {
    const from = { "x-forwarded-for": "203.0.113.7" };
    const statuses = await Promise.all(
      Array.from({ length: 300 }, async () => (await call('{"word":"Hi"}', from)).status),
    );
    expect(statuses.filter((status) => status === 201)).toHaveLength(240);
    const refused = await call('{"word":"Hi"}', from);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await errorOf(refused)).code).toBe("rate_limited");
    expect((await call('{"word":"Hi"}', { "x-forwarded-for": "203.0.113.8" })).status).toBe(201);
  });
});

describe("a database that is away", () => {
  it.each(["ECONNREFUSED", "57P01"])("is said to be away (%s)", async (code) => {
    const away = route(greet, () =>
      Promise.reject(new Error("query", { cause: Object.assign(new Error("pg"), { code }) })),
    );
    const request = new Request("http://localhost:3000/", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"word":"Hi"}',
    });
    const response = await away(request, { params: Promise.resolve({ name: "Ann" }) });
    expect(response.status).toBe(503);
    expect((await errorOf(response)).message).toMatch(/database could not be reached/);
  });
});
