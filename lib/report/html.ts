import type { Span } from "#engine";
import type { EvidenceLine, Report } from "#contracts/report.ts";
import { type Block, sectionsOf, visible } from "./blocks.ts";

// The page's own policy: whatever slipped through the escaping could still neither run nor load anything
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const STYLE = `
:root { color-scheme: light dark; --fg: #1b1f24; --dim: #57606a; --line: #d0d7de; --sunken: #f6f8fa; --bg: #fff; }
@media (prefers-color-scheme: dark) { :root { --fg: #e6edf3; --dim: #9198a1; --line: #3d444d; --sunken: #161b22; --bg: #0d1117; } }
body { max-width: 46rem; margin: 3rem auto; padding: 0 1.25rem; font: 15px/1.55 system-ui, sans-serif; color: var(--fg); background: var(--bg); }
h1 { font-size: 1.6rem; line-height: 1.25; } h2 { margin-top: 2.2rem; font-size: 1.15rem; border-bottom: 1px solid var(--line); padding-bottom: .3rem; }
h3 { font-size: .95rem; margin: 1.6rem 0 .4rem; } .meta, .sha { color: var(--dim); font-size: .85rem; }
code, pre { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; background: var(--sunken); border: 1px solid var(--line); border-radius: 4px; padding: .6rem .8rem; margin: .3rem 0; unicode-bidi: plaintext; }
a { color: inherit; text-decoration: underline dotted; } li { margin: .25rem 0; }
@media print { :root { --fg: #000; --dim: #444; --line: #bbb; --sunken: #fff; --bg: #fff; } body { margin: 0; max-width: none; font-size: 11pt; } h2, h3 { break-after: avoid; } pre, li { break-inside: avoid; } }
`;

/** The report as one self-contained HTML file that loads nothing, runs nothing and prints well. */
export function toHtml(report: Report): string {
  const known = new Set(report.evidence.map((line) => line.seq));
  const sections = sectionsOf(report).map(
    ({ title, blocks }) => `<h2>${title}</h2>\n${blocks.map((block) => blockHtml(block, known)).join("\n")}`,
  );
  const evidence = report.evidence.map((line) => evidenceHtml(line));
  const status = report.status === "draft" ? "Draft" : "Published";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escape(report.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escape(report.title)}</h1>
<p class="meta">${escape(`${status}, version ${report.version}, last changed ${report.updatedAt} by ${report.updatedBy}. From ${report.ingestionName}.`)}</p>
${sections.join("\n")}
${evidence.length === 0 ? "" : `<h2>Evidence</h2>\n${evidence.join("\n")}`}
</body>
</html>
`;
}

function blockHtml({ kind, lines }: Block, known: ReadonlySet<number>): string {
  const rendered = lines.map((spans) => spans.map((span) => spanHtml(span, known)).join(""));
  return kind === "list"
    ? `<ul>\n${rendered.map((line) => `<li>${line}</li>`).join("\n")}\n</ul>`
    : `<p>${rendered.join("<br>\n")}</p>`;
}

function spanHtml(span: Span, known: ReadonlySet<number>): string {
  switch (span.kind) {
    case "text":
      return escape(span.text);
    case "bold":
      return `<strong>${escape(span.text)}</strong>`;
    case "code":
      return `<code>${escape(span.text)}</code>`;
    default: {
      const label = span.from === span.to ? `[${span.from}]` : `[${span.from}-${span.to}]`;
      return known.has(span.from) ? `<a href="#e${span.from}">${label}</a>` : label;
    }
  }
}

function evidenceHtml({ seq, source, line, timestamp, level, service, raw, sha256 }: EvidenceLine): string {
  const facts = [`${source}:${line}`, timestamp, level, service].filter((fact) => fact !== null).join(" · ");
  // A line feed right after <pre> is dropped by parsers, so one of our own goes first
  return `<h3 id="e${seq}">[${seq}] ${escape(facts)}</h3>\n<pre>\n${escape(raw)}</pre>\n<p class="sha">SHA-256 <code>${escape(sha256)}</code></p>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escape(text: string): string {
  return visible(text).replace(/[&<>"']/g, (char) => ENTITIES[char] ?? "");
}
