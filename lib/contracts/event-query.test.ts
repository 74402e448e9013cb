import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatTerm, parseEventQuery } from "./event-query.ts";

const shape = (text: string) =>
  parseEventQuery(text).terms.map((term) => ({ field: term.field, values: term.values, excluded: term.excluded }));

describe("parseEventQuery", () => {
  it.each([
    ["level:error,fatal", [{ field: "level", values: ["error", "fatal"], excluded: false }]],
    ["-service:nginx", [{ field: "service", values: ["nginx"], excluded: true }]],
    [
      '"read only" -retry',
      [
        { field: "text", values: ["read only"], excluded: false },
        { field: "text", values: ["retry"], excluded: true },
      ],
    ],
    ["seq:80..95", [{ field: "seq", values: ["80..95"], excluded: false }]],
    [
      "since:12:00 until:-15m",
      [
        { field: "since", values: ["12:00"], excluded: false },
        { field: "until", values: ["-15m"], excluded: false },
      ],
    ],
    ['service:"a b"', [{ field: "service", values: ["a b"], excluded: false }]],
    ["http.response.status_code:503", [{ field: "attribute", values: ["503"], excluded: false }]],
    ["https://example.com", [{ field: "attribute", values: ["//example.com"], excluded: false }]],
  ])("reads %s", (text, terms) => expect(shape(text)).toEqual(terms));

  it.each([
    ["level:loud", 0, 10, "no level"],
    ["ok seq:x", 3, 8, "seq:80"],
    ["since:noon", 0, 10, "since:12:00"],
    ['service:"open', 0, 13, "not closed"],
    ["level:", 0, 6, "Write a value"],
  ])("marks the error in %s", (text, start, end, message) => {
    const { errors } = parseEventQuery(text);
    expect(errors[0]).toMatchObject({ start, end });
    expect(errors[0]?.message).toContain(message);
  });

  it("never throws and reads back what it writes", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        const { terms } = parseEventQuery(text);
        const again = parseEventQuery(terms.map(formatTerm).join(" ")).terms;
        expect(again.map(({ field, excluded }) => ({ field, excluded }))).toEqual(
          terms.map(({ field, excluded }) => ({ field, excluded })),
        );
      }),
    );
  });
});
