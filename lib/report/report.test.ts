// @vitest-environment jsdom
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Story } from "#engine";
import { Report } from "#contracts/report.ts";
import { visible } from "./blocks.ts";
import { draftReport } from "./draft.ts";
import { reportFile } from "./export.ts";
import { toHtml } from "./html.ts";
import { toMarkdown } from "./markdown.ts";

const report: Report = {
  id: "018f2c1a-0000-7000-8000-000000000001",
  projectId: "018f2c1a-0000-7000-8000-000000000002",
  ingestionId: null,
  ingestionName: "checkout.log",
  title: "Pool of orders-db is exhausted",
  status: "draft",
  sections: {
    summary: "The pool `orders_db` was **full** [80].\nSecond line [80-95].\n\n- one\n- two [7]",
    impact: "",
    timeline: "- 02:47 it began [80]",
    rootCause: "",
    detection: "",
    resolution: "",
    actionItems: "- Raise the pool",
  },
  evidence: [
    {
      seq: 80,
      source: "api.log",
      line: 12,
      timestamp: "2026-11-17T02:47:11Z",
      level: "error",
      service: "api",
      raw: "pool exhausted\n  at run()",
      sha256: "ab".repeat(32),
    },
  ],
  version: 3,
  updatedAt: "2026-11-17T10:00:00.000Z",
  updatedBy: "Ann",
};
const hostile = fc.oneof(
  fc.array(fc.nat(0xffff), { maxLength: 60 }).map((units) => String.fromCharCode(...units)),
  fc.constantFrom(
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</pre><iframe src=//evil>",
    "[click](https://evil.example)",
    "![x](https://evil.example/p.png)",
    "<https://evil.example>",
    "```\n# Heading\n```",
    "~~~",
    "\u001b[31mred\u001b[0m",
    "\u202egnp.exe",
    "- [ ] task\n# H1\n---\n===",
    "&lt;script&gt; &#60;",
    "| a | b |\n|---|---|",
    "<!-- x -->",
    "'; alert(1) //",
  ),
);
const hostileReport = fc
  .record({ title: hostile, prose: hostile, raw: hostile, source: hostile, name: hostile })
  .map(({ title, prose, raw, source, name }): Report => ({
    ...report,
    title,
    updatedBy: name,
    ingestionName: source,
    sections: {
      ...report.sections,
      summary: `${prose} [80] \`${prose}\` **${prose}**`,
      timeline: `- ${prose}\n${prose}`,
    },
    evidence: report.evidence.map((line) => ({ ...line, raw, source, service: name })),
  }));

const parse = (html: string) => new DOMParser().parseFromString(html, "text/html");

describe("toHtml", () => {
  it("shows sections, citations and evidence", () => {
    const document = parse(toHtml(report));
    expect([...document.querySelectorAll("h2")].map((heading) => heading.textContent)).toEqual([
      "Summary",
      "Timeline",
      "Action items",
      "Evidence",
    ]);
    expect(document.querySelector("a[href='#e80']")?.textContent).toBe("[80]");
    expect(document.querySelector("#e80")?.textContent).toContain("api.log:12");
    expect(document.querySelector("pre")?.textContent).toBe("pool exhausted\n  at run()");
    expect(document.body.textContent).toContain("ab".repeat(32));
  });

  it("lets no text become markup, and shows it all", () => {
    fc.assert(
      fc.property(hostileReport, (given) => {
        const document = parse(toHtml(given));
        const tags = new Set([...document.body.querySelectorAll("*")].map((element) => element.tagName.toLowerCase()));
        expect([...tags].filter((tag) => !ALLOWED.has(tag))).toEqual([]);
        expect(
          [...document.querySelectorAll("*")]
            .flatMap((element) => element.getAttributeNames())
            .filter((name) => name.startsWith("on")),
        ).toEqual([]);
        expect(
          [...document.querySelectorAll("a")].every((link) => /^#e\d+$/.test(link.getAttribute("href") ?? "")),
        ).toBe(true);
        expect(document.querySelector("pre")?.textContent).toBe(visible(given.evidence[0]?.raw ?? ""));
        expect(document.querySelector("h1")?.textContent).toBe(visible(given.title));
      }),
      { numRuns: 60 },
    );
  });
});
const ALLOWED = new Set(["h1", "h2", "h3", "p", "ul", "li", "br", "strong", "code", "pre", "a"]);

describe("toMarkdown", () => {
  it("writes the report", () => {
    expect(toMarkdown(report)).toMatchInlineSnapshot(`
      "# Pool of orders-db is exhausted

      *Draft, version 3, last changed 2026-11-17T10:00:00.000Z by Ann. From checkout.log.*

      ## Summary

      The pool \`orders_db\` was **full** \\[80\\].
      Second line \\[80-95\\].

      - one
      - two \\[7\\]

      ## Timeline

      - 02:47 it began \\[80\\]

      ## Action items

      - Raise the pool

      ## Evidence

      ### \\[80\\] api.log:12 · 2026-11-17T02:47:11Z · error · api

      \`\`\`text
      pool exhausted
        at run()
      \`\`\`

      SHA-256 \`abababababababababababababababababababababababababababababababab\`
      "
    `);
  });

  it("lets no text leave its place", () => {
    fc.assert(
      fc.property(hostileReport, (given) => {
        const markdown = toMarkdown(given);
        const { outside, fenced } = splitFences(markdown);
        expect(fenced).toEqual([visible(given.evidence[0]?.raw ?? "").replace(/\n$/, "")]);
        const bare = outside.replace(/\\[!-/:-@[-`{-~]/g, "x").replace(/`[^`\n]+`/g, "");
        expect(bare).not.toMatch(/[<>[\]]|:\/\/|!\(|~~~|^\s*(?:=+|-{3,})\s*$/m);
        const headings = bare.split("\n").filter((line) => /^ {0,3}#{1,6}(?: |$)/.test(line));
        const own = /^## (?:Summary|Timeline|Action items|Evidence)$/;
        expect(headings.filter((line) => !own.test(line)).map((line) => line.replace(/ .*/, ""))).toEqual(["#", "###"]);
      }),
      { numRuns: 300 },
    );
  });
});

function splitFences(markdown: string): { outside: string; fenced: string[] } {
  const outside: string[] = [];
  const fenced: string[] = [];
  let fence: string | null = null;
  let inside: string[] = [];
  for (const line of markdown.split("\n")) {
    const mark = /^(`{3,})/.exec(line)?.[1];
    if (fence === null && mark !== undefined) {
      fence = mark;
      inside = [];
    } else if (fence !== null && line === fence) {
      fenced.push(inside.join("\n"));
      fence = null;
    } else (fence === null ? outside : inside).push(line);
  }
  expect(fence).toBeNull();
  return { outside: outside.join("\n"), fenced };
}

describe("reportFile", () => {
  it.each([
    ["markdown", "md", "text/markdown; charset=utf-8"],
    ["html", "html", "text/html; charset=utf-8"],
    ["json", "json", "application/json"],
  ] as const)("says what a %s file is", (format, extension, type) => {
    expect(reportFile(report, format)).toMatchObject({ extension, type });
  });

  it("gives JSON that is the report again, whatever is in it", () => {
    fc.assert(
      fc.property(hostileReport, (given) => {
        expect(JSON.parse(reportFile(given, "json").text)).toEqual(given);
      }),
    );
  });
});

describe("draftReport", () => {
  const nothing = { verdict: "Unknown", text: "The log does not tell.", unknown: null };
  const story: Story = {
    happened: { verdict: "", text: "The pool ran out [80].", unknown: null },
    real: { verdict: "Yes.", text: "12 errors [80].", unknown: null },
    recurring: nothing,
    rootCause: { verdict: "Likely.", text: "The database stopped [7].", unknown: "Its own log would tell." },
    incident: true,
    firstDomino: null,
    abstained: null,
    candidates: [],
    order: [],
    onsets: [
      {
        kind: "finding",
        ref: "b",
        title: "Second",
        service: null,
        category: null,
        atMs: 2000,
        uncertaintyMs: 0,
        firstSeq: 95,
        evidence: [],
      },
      {
        kind: "finding",
        ref: "a",
        title: "First",
        service: null,
        category: null,
        atMs: 1000,
        uncertaintyMs: 0,
        firstSeq: 80,
        evidence: [80, 81],
      },
    ],
    marks: [{ kind: "recovery", atMs: 3000, endMs: null, title: "Errors stop", evidence: [99] }],
    impact: [{ text: "12 requests failed [80].", known: true }],
    skew: [],
  };
  const input = {
    ingestion: "a.log",
    story,
    findings: [],
    fixes: {},
    events: 1200,
    sources: ["a.log"],
    firstMs: 0,
    lastMs: 4000,
  };

  it("fills every section, in the order of time", () => {
    const { title, sections } = draftReport(input);
    expect(title).toBe("Report on a.log");
    expect(Object.values(sections).filter((section) => section.trim() === "")).toEqual([]);
    expect(sections.timeline.split("\n")).toEqual([
      "- **1970-01-01 00:00:01** First [80] [81]",
      "- **1970-01-01 00:00:02** Second [95]",
      "- **1970-01-01 00:00:03** Errors stop [99]",
    ]);
    expect(sections.resolution).toContain("Errors stop [99]");
    expect(Report.shape.sections.safeParse(sections).success).toBe(true);
  });

  it("says so where the log says nothing", () => {
    const silent = { ...story, onsets: [], marks: [], impact: [] };
    const { sections } = draftReport({ ...input, story: silent });
    expect(sections.resolution).toMatch(/no recovery/);
    expect(sections.detection).toMatch(/No rule found/);
    expect(sections.actionItems).toMatch(/to be filled in/i);
  });
});
