import { describe, expect, it } from "vitest";
import { checksOf, statementsOf } from "./statements.ts";

describe("statementsOf", () => {
  it.each([
    ["The pool ran out [9]. Charges failed [10].", 2],
    ["The pool ran out. [9] Charges failed.", 2],
    ["It logs `a. b. c.` often [3].", 1],
    ["**Incident:** **Yes.** Failures rose [3].", 1],
    ["- one [1]\n- two\n\nA third.", 3],
    ["Candidates, likeliest first:", 0],
    ["Unknown: why the lock was lost.", 0],
    ["- Who noticed: to be filled in.", 0],
    ["", 0],
  ])("%j states %i", (text, count) => expect(statementsOf(text)).toHaveLength(count));
});

it("finds what is not proved, not known and not filled in", () => {
  const checks = checksOf({
    sections: {
      summary: "The pool ran out [9]. It rained.",
      impact: "Charges failed [9-12].",
      timeline: "",
      rootCause: "A failover [77].",
      detection: "- To be filled in.",
      resolution: "A restart [9].",
      actionItems: "- Raise the limit.",
    },
    evidence: [9, 12].map((seq) => ({
      seq,
      source: "a.log",
      line: seq,
      timestamp: null,
      level: null,
      service: null,
      raw: "",
      sha256: "",
    })),
  });
  expect(checks).toEqual({
    statements: 5,
    cited: 4,
    uncited: [{ section: "summary", text: "It rained." }],
    unknown: [{ section: "rootCause", seq: 77 }],
    open: [{ section: "detection", count: 1 }],
    empty: ["timeline"],
  });
});
