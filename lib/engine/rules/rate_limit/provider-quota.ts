import { defineRule } from "../rule.ts";

export const providerQuota = defineRule({
  id: "rate_limit.provider_quota",
  title: "A provider's quota per time is used up",
  headline: "The quota {quota} is used up",
  severity: "medium",
  why: "Until the quota's period ends, every further call of this key or project is refused.",
  yieldsTo: ["queue_backlog", "disk_full"],
  match: {
    any: [
      /\bQuota exceeded for (?:quota )?metric:? '(?<quota>[^']{3,100})'/i,
      /\b(?:Rate limit reached for|rate limit for) (?<quota>[\w.-]{2,40}(?: in organization \S{1,40})? on \w{3,12} per \w{3,8})/i,
      /\b(?:userRateLimitExceeded|dailyLimitExceeded|rateLimitExceeded|quotaExceeded|QUOTA_EXCEEDED|insufficient_quota)\b|\bUser Rate Limit Exceeded\b|\bDaily Limit Exceeded\b/i,
      /\bQuota exceeded for (?:quota )?metric|\bRESOURCE_EXHAUSTED\b.{0,60}(?:quota|rate|request)|\bResourceExhausted: 429\b/i,
      /\bAPI rate limit\b.{0,20}exceeded|secondary rate limit|abuse detection mechanism|\byou(?:'ve| have) (?:hit|reached|exceeded) (?:your|the) (?:\w+ )?(?:rate |usage |request |message )?(?:limit|quota)\b/i,
      /\btoomanyrequests: |\breached your (?:unauthenticated )?pull rate limit\b/i,
      /\b(?:rateLimited|too many certificates|too many failed authorizations|too many new orders)\b|\bacme:error:rateLimited\b/i,
      /\b(?:requests|tokens|queries|calls|messages) per (?:second|minute|hour|day)\b.{0,60}\b(?:exceeded|reached|limit: ?\d+, used)|\b(?:exceeded|over|hit) .{0,40}\b(?:requests|tokens|queries|calls) per (?:second|minute|hour|day)\b/i,
    ],
    not: [/remaining=[1-9]/i],
  },
  fires: [
    "429 Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per user' of service 'sheets.googleapis.com'",
    "openai.RateLimitError: Rate limit reached for gpt-4o in organization org-1 on tokens per min (TPM): Limit 30000, Used 29800",
    "Error response from daemon: toomanyrequests: You have reached your pull rate limit.",
    "Error creating new order :: too many certificates already issued for: example.com",
  ],
  silent: ["quota: requests per minute = 600", "API rate limit remaining 4987 of 5000"],
  advice: {
    debugging: [
      "Which key or project used it? The provider's usage page by key, and the first minute in which the count jumped.",
      "Read the stated period and reset (`Retry-After`, `X-RateLimit-Reset`): a quota per day will not clear by waiting a minute.",
    ],
    quickFixes: ["Pause jobs that can wait until the reset; authenticate calls that were anonymous; ask for a raise."],
    durableFixes: ["Give interactive and batch work separate keys, count calls before sending, and cache answers."],
    links: [
      {
        title: "GitHub: rate limits of the REST API",
        url: "https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api",
      },
      { title: "Google Cloud: quotas", url: "https://cloud.google.com/docs/quotas/overview" },
    ],
  },
});
