import { describe, expect, test } from "vitest";
import { conclude, createSession, createSurvey, parseProse, type ProjectHistory, type Story } from "../index.ts";

const START = Date.parse("2026-03-02T08:00:00Z");

interface Said {
  s: number;
  level?: string;
  service?: string;
  text: string;
  trace?: string;
}

/** Steady traffic of two services for half an hour, without failures. */
const traffic = (services: readonly string[] = ["shop", "stock"]): Said[] =>
  Array.from({ length: 600 }, (_, i) => ({
    s: i * 3 + 0.1,
    service: services[i % services.length] ?? "shop",
    text: `handled request ${i} in ${(i * 7) % 90} ms`,
  }));

const times = (count: number, from: number, every: number, said: Omit<Said, "s">): Said[] =>
  Array.from({ length: count }, (_, i) => ({
    ...said,
    s: from + i * every,
    ...(said.trace && { trace: `${said.trace}${i}` }),
  }));

function read(
  sources: Record<string, readonly Said[]>,
  history: ProjectHistory | null = null,
  clocks: Record<string, number> = {},
): Story {
  const session = createSession();
  for (const [name, said] of Object.entries(sources)) {
    const text = said
      .toSorted((a, b) => a.s - b.s)
      .map(({ s, level = "info", service, text: message, trace }) =>
        JSON.stringify({
          time: new Date(START + s * 1000).toISOString(),
          level,
          ...(service && { service }),
          ...(trace && { trace_id: trace }),
          message,
        }),
      )
      .join("\n");
    const bytes = new TextEncoder().encode(`${text}\n`);
    const survey = createSurvey({ name, receivedAt: "2026-03-03T00:00:00Z" });
    survey.push(bytes);
    session.startSource(name, survey.finish());
    session.push(bytes);
    session.endSource();
  }
  return conclude(session.digest(), { history, clocks }).story;
}

const DISK = "write failed: No space left on device";
const STOCK_503 = "stock answered 503 Service Unavailable";

describe("the first domino", () => {
  const cases: [string, Record<string, Said[]>, { service: string; category: string } | null][] = [
    [
      "is the earliest failure that explains the later ones",
      {
        "all.json": [
          ...traffic(),
          ...times(20, 900, 10, { level: "error", service: "stock", text: DISK }),
          ...times(40, 915, 5, { level: "error", service: "shop", text: STOCK_503 }),
        ],
      },
      { service: "stock", category: "disk_full" },
    ],
    [
      "may be logged a moment after its first symptom",
      {
        "all.json": [
          ...traffic(),
          ...times(20, 901, 10, { level: "error", service: "stock", text: DISK }),
          ...times(40, 900, 5, { level: "error", service: "shop", text: STOCK_503 }),
        ],
      },
      { service: "stock", category: "disk_full" },
    ],
    [
      "may be a warning",
      {
        "all.json": [
          ...traffic(),
          ...times(20, 900, 10, {
            level: "warn",
            service: "stock",
            text: "429 Too Many Requests from api.tax.example",
          }),
          ...times(40, 960, 5, { level: "error", service: "shop", text: STOCK_503 }),
        ],
      },
      { service: "stock", category: "rate_limit" },
    ],
    [
      "is not what has run through the whole log",
      {
        "all.json": [
          ...traffic(),
          ...times(60, 5, 29, { level: "warn", service: "shop", text: "login failed: invalid password for user 12" }),
          ...times(20, 900, 10, { level: "error", service: "stock", text: DISK }),
          ...times(40, 915, 5, { level: "error", service: "shop", text: STOCK_503 }),
        ],
      },
      { service: "stock", category: "disk_full" },
    ],
    [
      "goes by its source where lines name no service",
      {
        "var/log/ledger.log.1": times(20, 900, 10, { level: "error", text: DISK }),
        "shop.json": [
          ...traffic(["shop"]),
          ...times(40, 915, 5, { level: "error", service: "shop", text: "ledger answered 503 Service Unavailable" }),
        ],
      },
      { service: "ledger", category: "disk_full" },
    ],
    [
      "is none when the lines of each file were given each other's times, though one file ends long before the other",
      {
        "stock.json": [
          ...traffic(["stock"]).filter(({ s }) => s < 900),
          ...times(40, 5, 22, { level: "error", service: "stock", text: DISK }),
        ],
        "shop.json": traffic(["shop"]),
      },
      null,
    ],
    [
      "is none where a single failure in a long log is no incident",
      {
        "all.json": [
          ...traffic(),
          { s: 700, level: "warn", service: "shop", text: "Read timed out calling http://stock:8080" },
        ],
      },
      null,
    ],
    ["is none in a quiet log", { "all.json": traffic() }, null],
    [
      "is none when failures run evenly through the log",
      { "all.json": [...traffic(), ...times(100, 3, 18, { level: "error", service: "stock", text: DISK })] },
      null,
    ],
    [
      "is none when no rule knows the failures",
      { "all.json": [...traffic(), ...times(40, 900, 4, { level: "error", service: "stock", text: "flux inverted" })] },
      null,
    ],
  ];

  test.each(cases)("%s", (_, sources, expected) => {
    const { firstDomino, abstained } = read(sources);
    expect(firstDomino && { service: firstDomino.service, category: firstDomino.category }).toEqual(expected);
    expect(abstained === null).toBe(expected !== null);
  });

  test("names the checks that would decide when it abstains", () => {
    const { rootCause } = read({
      "all.json": [...traffic(), ...times(100, 3, 18, { level: "error", service: "stock", text: DISK })],
    });
    expect(rootCause.verdict).toBe("Unknown.");
    expect(rootCause.text).toContain("spread evenly");
    expect(rootCause.unknown).toContain("would decide it");
  });
});

describe("order", () => {
  const cascade = [
    ...traffic(),
    ...times(20, 900, 10, { level: "error", service: "stock", text: DISK }),
    ...times(40, 915, 5, { level: "error", service: "shop", text: STOCK_503 }),
  ];

  test("services in the order in which they begin to fail, whatever the order of files", () => {
    const of = (service: string) => cascade.filter((said) => said.service === service);
    const one = read({ "shop.json": of("shop"), "stock.json": of("stock") });
    const other = read({ "stock.json": of("stock"), "shop.json": of("shop") });
    const names = ({ order }: Story) => order.map(({ service }) => service);
    expect(names(one)).toEqual(["stock", "shop"]);
    expect(names(other)).toEqual(names(one));
    expect(one.order[0]?.onset).toBe("2026-03-02T08:15:00.000Z");
  });

  test("abstains when lines step back and forth in time", () => {
    const shuffled = cascade.map((said, i) => ({ ...said, s: cascade[(i * 271) % cascade.length]?.s ?? 0 }));
    const session = createSession();
    const text = shuffled
      .map(({ s, level = "info", service, text: message }) =>
        JSON.stringify({ time: new Date(START + s * 1000).toISOString(), level, service, message }),
      )
      .join("\n");
    const survey = createSurvey({ name: "all.json", receivedAt: "2026-03-03T00:00:00Z" });
    survey.push(new TextEncoder().encode(text));
    session.startSource("all.json", survey.finish());
    session.push(new TextEncoder().encode(text));
    session.endSource();
    const { story } = conclude(session.digest());
    expect(story.firstDomino).toBe(null);
    expect(story.rootCause.text).toContain("contradict each other");
  });

  test("a clock that is ahead is seen by shared keys and taken off", () => {
    const served = Array.from({ length: 300 }, (_, i) => ({
      s: i * 6,
      service: "shop",
      text: "ok",
      trace: `a1b2c3d4${1000 + i}`,
    }));
    const ahead = served.map((said) => ({ ...said, service: "stock", s: said.s + 120 }));
    const { skew, order } = read({
      "shop.json": [...served, ...times(40, 915, 5, { level: "error", service: "shop", text: STOCK_503 })],
      "stock.json": [...ahead, ...times(20, 900 + 120, 10, { level: "error", service: "stock", text: DISK })],
    });
    expect(skew).toEqual([{ source: "stock.json", skewMs: 120_000, pairs: 300 }]);
    expect(order.map(({ service, aheadMs }) => [service, aheadMs])).toEqual([
      ["stock", 120_000],
      ["shop", undefined],
    ]);
  });
});

test("a clock that a person has set outranks all others", () => {
  const sources = {
    "shop.json": [...traffic(["shop"]), ...times(40, 915, 5, { level: "error", service: "shop", text: STOCK_503 })],
    "stock.json": times(20, 990, 10, { level: "error", service: "stock", text: DISK }),
  };
  expect(read(sources).order[0]?.service).toBe("shop");
  expect(read(sources, null, { "stock.json": 90_000 }).order[0]).toMatchObject({
    service: "stock",
    onset: "2026-03-02T08:15:00.000Z",
  });
});

test("a steady group that stops is marked as silence", () => {
  const { marks } = read({
    "all.json": [
      ...traffic(),
      ...times(60, 1, 10, { service: "stock", text: "heartbeat sent" }),
      ...times(3, 5, 400, { service: "stock", text: "nightly report written" }),
    ],
  });
  const silent = marks.filter(({ kind }) => kind === "silence").map(({ title }) => title);
  expect(silent).toEqual(["No `heartbeat sent` from `stock` for 20 min"]);
});

describe("the answers", () => {
  const incident = {
    "all.json": [
      ...traffic(),
      { s: 880, service: "stock", text: "deployed version 5.2.0" },
      ...times(20, 900, 10, { level: "error", service: "stock", text: DISK }),
      ...times(40, 915, 5, { level: "error", service: "shop", text: STOCK_503 }),
      { s: 1130, service: "stock", text: "Server store/stock-1 is UP again" },
    ],
  };

  test("say nothing is wrong in a quiet and in an empty log", () => {
    const quiet = read({ "all.json": traffic() });
    expect(quiet.incident).toBe(false);
    expect(quiet.happened.text).toMatch(/^Nothing is wrong in 600 events/);
    expect(quiet.real.verdict).toBe("No.");
    expect(quiet.impact).toEqual([]);
    const empty = read({ "all.json": [] });
    expect(empty.happened.text).toBe("Nothing: the log is empty.");
    expect(empty.incident).toBe(false);
  });

  test("cite lines, name the change before and the end", () => {
    const { happened, real, rootCause, marks } = read(incident);
    for (const { text } of [happened, real, rootCause]) {
      expect(parseProse(text).some(({ kind }) => kind === "cite")).toBe(true);
    }
    expect(real.verdict).toBe("Yes.");
    expect(rootCause.text).toContain("`deployed version 5.2.0` came 20 s before");
    expect(marks.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["onset", "burst", "deploy", "recovery"]));
  });

  test("do not call it an incident when few failures run evenly through a long log, whatever their rules say", () => {
    const background = read({
      "all.json": [
        ...traffic(),
        ...times(14, 20, 130, { level: "error", service: "shop", text: "Read timed out calling http://geo.example" }),
        ...times(12, 65, 145, {
          level: "error",
          service: "stock",
          text: "http://pay.example answered 503 Service Unavailable",
        }),
      ],
    });
    expect(background.incident).toBe(false);
    expect(background.firstDomino).toBe(null);
  });

  const seen = { ingestion: "october", ingestionId: "x", at: "2025-10-04T00:00:00Z", count: 212, ingestions: 2 };
  test.each([
    ["Unknown.", null, "There is no history"],
    ["No.", { groups: {}, rules: {} }, "None of"],
    ["Partly.", { groups: {}, rules: { "disk_full.no_space": seen } }, "New in this project"],
  ] as const)("recurring: %s", (verdict, history, text) => {
    const { recurring } = read(incident, history);
    expect(recurring.verdict).toBe(verdict);
    expect(recurring.text).toContain(text);
  });

  test("log text never becomes markup", () => {
    const hostile = "`[1]` **bold** [999999] <script>alert(1)</script> \u202e No space left on device";
    const story = read({
      "all.json": [...traffic(), ...times(20, 900, 10, { level: "error", service: "st`ock [5]", text: hostile })],
    });
    const prose = [story.happened, story.real, story.rootCause, story.recurring].flatMap(({ text, unknown }) => [
      text,
      unknown ?? "",
    ]);
    const marks = [...story.marks, ...story.onsets].map(({ title }) => title);
    for (const span of [...prose, ...marks].flatMap(parseProse)) {
      if (span.kind === "cite") expect(span.to).toBeLessThanOrEqual(620);
      if (span.kind === "bold") expect(span.text).not.toContain("bold");
      if (span.kind === "text") expect(span.text).not.toContain("script");
    }
  });
});

describe("an error that no rule knows", () => {
  const odd = times(4, 900, 1, {
    service: "stock",
    level: "error",
    text: "shelf table holds a negative margin, giving up",
  });

  test("is the first domino when the failures after it name its service", () => {
    const { firstDomino } = read({
      "app.log": [...traffic(), ...odd, ...times(8, 910, 1, { service: "shop", level: "error", text: STOCK_503 })],
    });
    expect(firstDomino).toMatchObject({ service: "stock", category: "generic_critical" });
  });

  test("is none when they name another, or when it comes after them", () => {
    const disk = times(8, 910, 1, { service: "shop", level: "error", text: DISK });
    expect(read({ "app.log": [...traffic(), ...odd, ...disk] }).firstDomino?.service).toBe("shop");
    const late = times(4, 960, 1, { service: "stock", level: "error", text: "shelf table holds a negative margin" });
    const named = times(8, 910, 1, { service: "shop", level: "error", text: STOCK_503 });
    expect(read({ "app.log": [...traffic(), ...late, ...named] }).firstDomino?.service).not.toBe("stock");
  });
});
