/** A template cut into what stands in every line and what varies. */
export type TemplatePart = { kind: "literal"; text: string } | { kind: "variable"; index: number; name: string };

/** `waiting=<*>)` is the literal `waiting=`, the variable `waiting`, the literal `)`. Without a key, the name is `*`. */
export function templateParts(template: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let index = 0;
  template.split("<*>").forEach((literal, at, all) => {
    if (literal !== "") parts.push({ kind: "literal", text: literal });
    if (at === all.length - 1) return;
    const name = /([A-Za-z_][\w.-]{0,40})["']?\s?[=:]\s?["']?$/.exec(literal.slice(-60))?.[1] ?? "*";
    parts.push({ kind: "variable", index, name });
    index += 1;
  });
  return parts;
}

/**
 * The values a message has in the template's variables, in order; null when the message does not read as this template.
 * Runs of white space count as one space, as they do in templates. Linear: literals are looked for from left to right.
 */
export function variableValues(template: string, message: string): string[] | null {
  const text = (message.split("\n", 1)[0] ?? "").replace(/\s+/g, " ").trim();
  const literals = template.replace(/\s+/g, " ").trim().split("<*>");
  const [head = ""] = literals;
  if (!text.startsWith(head)) return null;
  const values: string[] = [];
  let at = head.length;
  for (let i = 1; i < literals.length; i++) {
    const literal = literals[i] ?? "";
    const last = i === literals.length - 1;
    // A variable is never empty, so the literal behind it begins one character on at the earliest.
    const found = last ? text.length - literal.length : text.indexOf(literal, at + 1);
    if (literal === "" && !last) return null;
    if (found < at + 1 || (last && !text.endsWith(literal))) return null;
    values.push(text.slice(at, found));
    at = found + literal.length;
  }
  return at === text.length ? values : null;
}

/** One line of a group beside the others: what is fixed, what could differ but does not, what differs. */
export interface DiffPart {
  kind: "literal" | "equal" | "differs";
  text: string;
}

/** Lines of one group, token against token. Lines that do not read as the template are left out. */
export function diffLines<T extends { message: string }>(
  template: string,
  lines: readonly T[],
): { line: T; parts: DiffPart[] }[] {
  const read = lines.flatMap((line) => {
    const values = variableValues(template, line.message);
    return values === null ? [] : [{ line, values }];
  });
  const parts = templateParts(template.replace(/\s+/g, " ").trim());
  const differs = (index: number) => new Set(read.map(({ values }) => values[index])).size > 1;
  return read.map(({ line, values }) => ({
    line,
    parts: parts.map((part) =>
      part.kind === "literal"
        ? { kind: "literal", text: part.text }
        : { kind: differs(part.index) ? "differs" : "equal", text: values[part.index] ?? "" },
    ),
  }));
}
