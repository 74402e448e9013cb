import { Inngest } from "inngest";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";

const { INNGEST_BASE_URL, INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY, INNGEST_DEV } = env();

export const inngest = new Inngest({
  id: "ai-ops-assistant",
  logger: log(),
  ...(INNGEST_BASE_URL !== undefined && { baseUrl: INNGEST_BASE_URL }),
  ...(INNGEST_EVENT_KEY !== undefined && { eventKey: INNGEST_EVENT_KEY }),
  ...(INNGEST_SIGNING_KEY !== undefined && { signingKey: INNGEST_SIGNING_KEY }),
  ...(INNGEST_DEV !== undefined && { isDev: INNGEST_DEV !== "0" && INNGEST_DEV !== "false" }),
});
