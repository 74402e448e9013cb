import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { Env } from "#lib/env.ts";

interface Service {
  build?: string;
  command?: string[];
  environment?: Record<string, string>;
  depends_on?: Record<string, unknown>;
  volumes?: string[];
}

const compose = parse(readFileSync("docker-compose.yml", "utf8"), { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
};
const ours = Object.entries(compose.services).filter(([, service]) => service.build !== undefined);
const known = Object.keys(Env.shape);

describe("docker-compose.yml", () => {
  it("wires web, worker, PostgreSQL and Inngest", () => {
    expect(Object.keys(compose.services).toSorted()).toEqual(["app", "inngest", "migrate", "postgres", "worker"]);
  });

  it.each(ours)("gives %s only variables that the program reads, all that it needs", (_name, { environment = {} }) => {
    expect(Object.keys(environment).filter((name) => !known.includes(name))).toEqual([]);
    expect(environment).toMatchObject({ DATABASE_URL: expect.any(String), AUTH_SECRET: expect.any(String) });
  });

  it.each(ours)("runs for %s a file that exists", (_name, { command = ["node", "Dockerfile"] }) => {
    expect(existsSync(command.at(-1) ?? "")).toBe(true);
  });

  it("names only services and volumes that it defines", () => {
    for (const service of Object.values(compose.services)) {
      for (const needed of Object.keys(service.depends_on ?? {})) expect(compose.services).toHaveProperty(needed);
      for (const volume of service.volumes ?? []) expect(compose.volumes).toHaveProperty(volume.split(":")[0] ?? "");
    }
  });
});

describe("README.md", () => {
  const readme = readFileSync("README.md", "utf8");

  it("names every variable", () => {
    expect(known.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });

  it("shows a picture that is there", () => {
    for (const [, path = ""] of readme.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)) expect(existsSync(path)).toBe(true);
  });

  it("names only commands that package.json has", () => {
    const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
    for (const [, name = ""] of readme.matchAll(/npm run (?:-s )?([\w:-]+)/g)) {
      if (name !== "bench") expect(scripts, name).toHaveProperty([name]);
    }
  });
});
