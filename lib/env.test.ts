import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Env, parseEnv } from "./env.ts";

const example = readFileSync(new URL("../.env.example", import.meta.url), "utf8");
const documented = Object.fromEntries(
  example
    .split("\n")
    .filter((line) => /^[A-Z_]+=/.test(line))
    .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
);

describe("parseEnv", () => {
  it("reads the variables that .env.example documents, and no other", () => {
    expect(Object.keys(documented).toSorted()).toEqual(Object.keys(Env.shape).toSorted());
  });

  it("has the documented defaults", () => {
    expect(parseEnv(documented)).toEqual(parseEnv({}));
  });

  it.each([
    ["DATABASE_URL", "mysql://x"],
    ["PORT", "http"],
    ["AUTH_SECRET", "short"],
    ["AI_BASE_URL", "localhost:11434"],
    ["LOG_LEVEL", "loud"],
  ])("names %s when it is %j", (name, value) => {
    expect(() => parseEnv({ [name]: value })).toThrow(new RegExp(`${name}: .+\\.env\\.example`));
  });

  it("wants a model's name beside its address", () => {
    expect(() => parseEnv({ AI_BASE_URL: "http://localhost:11434/v1" })).toThrow(/AI_MODEL: Name the model/);
  });

  it.each([
    [undefined, false],
    ["", false],
    ["0", false],
    ["false", false],
    ["1", true],
    ["true", true],
  ])("reads TRUST_PROXY=%j as %j", (value, expected) => {
    expect(parseEnv({ TRUST_PROXY: value }).TRUST_PROXY).toBe(expected);
  });
});
