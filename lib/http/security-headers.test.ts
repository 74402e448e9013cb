import { NextRequest } from "next/server";
import { describe, expect, it } from "vitest";
import { proxy, config } from "../../proxy.ts";

const policyOf = (path: string) => {
  const response = proxy(new NextRequest(`http://localhost:3000${path}`));
  const policy = response.headers.get("content-security-policy") ?? "";
  return {
    response,
    directives: new Map(
      policy.split("; ").map((part) => [part.slice(0, part.indexOf(" ")), part.slice(part.indexOf(" ") + 1)]),
    ),
  };
};

describe("proxy", () => {
  it("lets nothing leave the landing page", () => {
    expect(policyOf("/").directives.get("connect-src")).toBe("'none'");
    expect(policyOf("/acme/shop").directives.get("connect-src")).toBe("'self'");
  });

  it("runs scripts by a nonce that is new each time, and none that stands in the page", () => {
    const [one, other] = [policyOf("/acme"), policyOf("/acme")].map(({ directives }) => directives.get("script-src"));
    expect(one).toMatch(/^'self' 'nonce-[A-Za-z0-9+/]{22}==' 'strict-dynamic'$/);
    expect(one).not.toBe(other);
  });

  it("forbids frames, sniffing and foreign forms", () => {
    const { response, directives } = policyOf("/sign-in");
    expect(directives.get("frame-ancestors")).toBe("'none'");
    expect(directives.get("form-action")).toBe("'self'");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("referrer-policy")).toBe("same-origin");
    expect(response.headers.has("strict-transport-security")).toBe(false);
  });

  it.each([
    ["/", true],
    ["/acme/shop/i/1/events", true],
    ["/apiary", true],
    ["/api/v1/projects/1/ingestions", false],
    ["/_next/static/chunks/a.js", false],
    ["/icon.svg", false],
  ])("on %s: %s", (path, runs) => {
    expect(new RegExp(`^${config.matcher}$`).test(path)).toBe(runs);
  });
});
