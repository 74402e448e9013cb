import { defineRule } from "../rule.ts";

export const rateExceeded = defineRule({
  id: "rate_limit.rate_exceeded",
  title: "A rate limit was exceeded",
  severity: "medium",
  general: true,
  why: "Requests are refused because a rate was exceeded; work piles up or is lost until the rate falls.",
  match: {
    any: [
      /\brate[ -]?limit(?:s|er|ing)?[ _-]?(?:\w+ ){0,2}(?:exceeded|reached|hit|error|triggered|violation)/i,
      /\b(?:exceeded|hit|reached|over|exceeding) (?:the |your |its |a |current |maximum )?(?:\w+ )?(?:rate[ -]?limit|request limit|api limit|throttl\w+)/i,
      /\brate ?limited\b|\bRateLimitError\b|\bRateLimitExceeded\w*|\bRateLimitException\b|\bRATE_LIMIT(?:ED|_EXCEEDED|_ERROR)?\b|\brateLimitExceeded\b|\brate_limit_(?:error|exceeded)\b/i,
      /\btoo many (?:requests|attempts|login attempts|failed attempts|calls|connection attempts)\b/i,
      /\bTooManyRequests(?:Exception|Error)?\b|\btoomanyrequests\b/i,
      /\brequest(?:s)? (?:was |were |has been |have been |is |being )?(?:throttled|rate[ -]limited)/i,
      /\bThrottling\b(?:: |,| \()?.{0,10}|\bLimitExceededException\b/i,
      /\bRate exceeded\b/i,
      /\bquota (?:has been |was |is )?exceeded\b.{0,80}(?:per (?:minute|second|day|user)|requests|queries|rate|metric|limit)/i,
      /\b(?:client|connection|message|request|query|login|sending|recipient) rate (?:limit )?(?:is |was )?(?:exceeded|too high)/i,
      /\bthrottl(?:ed|ing) (?:request|by|due to|error|client|connection)/i,
      /\bthrottled\b.{0,40}\b(?:exceed|limit|quota)/i,
      /is being rate[ -]limited/i,
      /\b(?:You (?:have )?exceeded|exceeds?) (?:your |the )?(?:current |allowed )?(?:quota|rate|number of requests)/i,
      /42[19] (?:4\.\d\.\d )?(?:too many|connection rate|rate)/i,
      /Over the rate limit|exceeded the allowed (?:rate|number of)/i,
      /max(?:imum)? (?:send(?:ing)? )?rate exceeded/i,
      /\bratelimit\b.{0,80}\bexceeded\b|\bratelimited\b|\bclient-side throttling\b|\bThrottled: |\bexceeding the (?:\w+ )?(?:rate|limit) of \d+/i,
      /\bExceeded \d+ calls per (?:second|minute|hour)\b|\bRATE_LIMIT_REACHED\b|\bblocked due to rate limiting\b|\b\w{2,40}::Throttled\b|\brequest rate\b.{0,20}(?:too high|exceed)|\b(?:API|call|request) (?:limit|quota) (?:has been |was |is )?(?:reached|exceeded|hit)\b/i,
      /\bFlood control exceeded\b|\b(?:REQUEST|CALL|API|QUERY|MESSAGE)S?_LIMIT_EXCEEDED\b|\bTotalRequests Limit exceeded\b|\bRate limit issues\b|\bToo many (?:messages|actions) (?:sent|in a short)/i,
      /\btoo[_-]many[_-](?:requests|attempts|calls)\b|\b\d{1,9} (?:calls?|requests?|queries|messages|operations)(?:\/| per | a )(?:s|sec|second|min|minute|hour|day)s?\b.{0,20}\b(?:allowed|exceeded|permitted|limit reached)\b|\b(?:slow down|back off|try again later)\b.{0,40}\b(?:too many|rate|throttl\w+)\b/i,
    ],
    not: [
      /respawn|too many connections|rate limit(?:er|s|ing)? (?:enabled|configured|initiali[sz]ed|set|loaded|disabled|reset)|remaining=[1-9]/i,
    ],
  },
  fires: [
    "200 calls/minute allowed for: API_LIST_FILE_NAMES_CALLED (429 too_many_requests)",
    "telegram: Flood control exceeded. Retry in 31 seconds",
    "openai.RateLimitError: You exceeded your current quota, please check your plan",
    "warning: Connection rate limit exceeded: 31 from mail.example.org[192.0.2.1] for service smtpd",
    '{"error":{"code":"rate_limit_exceeded","message":"slow down"}}',
    "gateway: client 10.1.2.3 is being rate limited",
  ],
  silent: [
    "limit is 200 calls/minute",
    "rate limiter configured: 100 req/s burst=20",
    "rate limit remaining=4999 reset=1770796800",
    "rate_limit_exceeded=0",
  ],
  advice: {
    debugging: [
      "Find who sends: group the refused requests by key, client address and route for the minute before the first refusal.",
      "Look at the limiter that spoke: nginx `limit_req_zone`, Envoy local rate limit, the provider's quota page.",
    ],
    quickFixes: ["Slow the loudest caller down, or raise the limit for it alone (`burst=`, a quota increase)."],
    durableFixes: ["Back off exponentially with jitter and honour `Retry-After`; queue what may wait."],
    links: [
      {
        title: "nginx: limiting the request rate",
        url: "https://nginx.org/en/docs/http/ngx_http_limit_req_module.html",
      },
      {
        title: "AWS: error retries and exponential back-off",
        url: "https://docs.aws.amazon.com/general/latest/gr/api-retries.html",
      },
    ],
  },
});
