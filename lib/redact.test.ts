import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRedactor, redactSecrets } from "./redact.ts";

const redact = (text: string) => createRedactor({ ips: false }).redact(text);
const jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl";

describe("createRedactor", () => {
  it.each([
    [`auth ${jwt} refused`, "auth ‹token-1› refused"],
    ["GET / Authorization: Bearer abcdef123456", "GET / Authorization: Bearer ‹token-1›"],
    ["postgres://app:p@ss-w0rd@db:5432/app", "postgres://app:‹password-1›@db:5432/app"],
    ["redis://:hunter2@cache:6379", "redis://:‹password-1›@cache:6379"],
    ["DB_PASSWORD=hunter2 retries=3", "DB_PASSWORD=‹password-1› retries=3"],
    ['{"password":"hun ter\\"2","user":"bo"}', '{"password":"‹password-1›","user":"bo"}'],
    ['"{\\"api_key\\":\\"0123456789\\"}"', '"{\\"api_key\\":\\"‹password-1›\\"}"'],
    ["mail to ann.lee+ops@example.co.uk bounced", "mail to ‹email-1› bounced"],
    ["card 4111 1111 1111 1111 declined", "card ‹card-1› declined"],
    ["key sk-proj-abcdefghijklmnop1234 is wrong", "key ‹key-1› is wrong"],
    ["AKIAIOSFODNN7EXAMPLE denied", "‹key-1› denied"],
    ["-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----", "‹key-1›"],
    ["hash $argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA stored", "hash ‹password-1› stored"],
    ["session_id=8d7f2c1a99 closed", "session_id=‹token-1› closed"],
  ])("hides the secret in %j", (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  it.each([
    "token: expired",
    "password authentication failed for user app",
    "max_tokens=4096",
    "at 2026-11-17T12:00:00.123Z took 1700000000123 ms",
    "order 4111111111111112 shipped",
    "trace_id=0af7651916cd43dd8448eb211c80319c",
    "https://host:8080/path?mail=a",
    "10.0.0.1 12:30:45",
  ])("leaves %j alone", (text) => {
    expect(redact(text)).toBe(text);
  });

  it("hides addresses when asked", () => {
    const redactor = createRedactor({ ips: true });
    expect(redactor.redact("10.0.0.1 to 2001:db8::1 at 12:30:45, again 10.0.0.1")).toBe(
      "‹ip-1› to ‹ip-2› at 12:30:45, again ‹ip-1›",
    );
  });

  it("restores what it hid, whatever stands around it", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.emailAddress(), fc.constant(`password=${jwt}`))), (parts) => {
        const text = parts.join(" ").replaceAll(/[‹›]/g, "");
        const redactor = createRedactor({ ips: true });
        expect(redactor.restore(redactor.redact(text))).toBe(text);
      }),
    );
  });

  it.each([
    "eyJ",
    "-eyJ",
    "-----BEGIN PRIVATE KEY-----",
    "a@",
    "password=",
    "1:",
    "4 ",
    "x://",
    "Bearer ",
    "‹email-1›",
  ])("takes linear time on %j repeated", (unit) => {
    const started = performance.now();
    redact(unit.repeat(200_000 / unit.length));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe("redactSecrets", () => {
  it("keeps JSON valid", () => {
    const line = JSON.stringify({ url: "postgres://a:b@c/d", note: `Bearer ${jwt}`, mail: "ann@example.com", n: 1 });
    expect(JSON.parse(redactSecrets(line))).toEqual({
      url: "postgres://a:[redacted]@c/d",
      note: "Bearer [redacted]",
      mail: "a…@example.com",
      n: 1,
    });
  });
});
