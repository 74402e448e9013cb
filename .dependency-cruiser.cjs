// The arrows of AGENTS.md: a line against one fails `npm run lint`. Tests may reach further (a real database, a fake server).
const tests = "\\.(test|db\\.test)\\.tsx?$|/testing/";
const forbid = (name, from, to, comment) => ({
  name,
  comment,
  severity: "error",
  from: { path: from, pathNot: tests },
  to,
});

module.exports = {
  forbidden: [
    forbid(
      "engine-imports-nothing",
      "^lib/engine/",
      { pathNot: "^lib/engine/" },
      "The engine runs in a tab, a worker and a terminal.",
    ),
    forbid(
      "engine-by-its-door",
      "^(app|components|inngest|cli|bench|samples|lib/(?!engine))",
      { path: "^lib/engine/(?!index\\.ts|testing/)" },
      "Only lib/engine/index.ts is imported from outside.",
    ),
    forbid(
      "contracts",
      "^lib/contracts/",
      { path: "^(app|components|db|inngest|cli|lib/(?!contracts|engine))" },
      "Contracts are browser-safe.",
    ),
    forbid(
      "database",
      "^db/",
      { path: "^(app|components|inngest|lib/(?!contracts|engine|errors|ids|env|log|blobs|scope|pipeline|data|auth))" },
      "Tables know no screens.",
    ),
    forbid(
      "data",
      "^lib/data/",
      { path: "^(app|components|inngest/functions|lib/(http|client))|node_modules/(next|inngest)/" },
      "Verbs over SQL know neither web nor jobs.",
    ),
    forbid(
      "pipeline",
      "^lib/pipeline/",
      { path: "^(app|components|lib/(http|client|auth))|node_modules/next/" },
      "The pipeline runs without the web.",
    ),
    forbid(
      "models",
      "^lib/llm/",
      { path: "^(app|components|db|inngest|lib/(data|http|auth|pipeline|scope|client))" },
      "A model is asked over evidence, never over the database.",
    ),
    forbid(
      "report",
      "^lib/report/",
      { path: "^(app|components|db|inngest|lib/(?!report|contracts|engine))" },
      "A report is rendered purely.",
    ),
    forbid(
      "client",
      "^lib/client/",
      { path: "^(app|components|db|inngest|lib/(?!client|contracts|engine))" },
      "Browser side.",
    ),
    forbid(
      "screens",
      "^components/",
      { path: "^(app|db|inngest|lib/(?!client|contracts|engine))" },
      "Pixels: props in, events out.",
    ),
    forbid("jobs", "^inngest/", { path: "^(app|components|lib/(http|client))" }, "Step names, order, retries."),
    forbid(
      "cli",
      "^cli/",
      { path: "^(app|components|db|inngest|samples|lib/(?!engine|contracts|client|archive|errors))" },
      "The same engine over standard input.",
    ),
    forbid("samples", "^samples/", { pathNot: "^(samples|lib/engine)/" }, "Scenarios run in a tab too."),
    forbid(
      "archive",
      "^lib/archive/",
      { path: "^(app|components|db|inngest|lib/(?!archive|errors))" },
      "Bytes in, bytes out.",
    ),
    {
      name: "no-circular",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true, pathNot: "^server-only$" } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^\\.next|^next-env" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".js", ".mjs", ".json"],
    },
  },
};
