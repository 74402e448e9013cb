/**
 * Look-alikes of every kind of failure, vetoed before a rule may claim them: what is denied, counted at zero, only
 * configured, only tested for, already over, or a metric that says false.
 */
export function vetoed(text: string, start: number, end: number): boolean {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const newline = text.indexOf("\n", end);
  const lineEnd = newline === -1 ? text.length : newline;
  const before = text.slice(Math.max(lineStart, start - 80), start);
  const matched = text.slice(start, end);
  const after = text.slice(end, Math.min(lineEnd, end + 100));
  const head = text.slice(lineStart, Math.min(lineEnd, lineStart + 160));
  const tail = text.slice(Math.max(lineStart, lineEnd - 60), lineEnd);
  return (
    DENIED.test(before) ||
    SUPPOSED.test(before) ||
    LISTED.test(before) ||
    ZERO.test(after) ||
    OVER.test(after) ||
    IDLE.test(after) ||
    NONE_OF.test(matched) ||
    OVER_BEFORE.test(before) ||
    HEADS.some((pattern) => pattern.test(head)) ||
    TAILS.test(tail) ||
    ENDED.test(text.slice(0, 160)) ||
    (METRIC.test(head) && METRIC_FALSE.test(text.slice(lineStart, lineEnd).slice(-120))) ||
    ASKED.test(`${before.slice(-40)}${matched}`) ||
    (!matched.includes(" ") && ADDRESS.test(before))
  );
}

/** Directly before: `no deadlock`, `without timeouts`, `0 rejected`, `if connection refused`, `retry on 429`. */
const DENIED =
  /(?:^|[\s"'(,;:=[])(?:no|without|never|zero|0|not an?|wasn't|isn't|if|whether|in case of|in the event of|upon|(?:retry|retries|retrying|alert|restart|fail|abort|page|panic|exit|act)[ _-]on(?: [\w.]{2,40},){0,6}|avoid(?:s|ed|ing)?|fix(?:es|ed)|prevent(?:s|ed|ing)?|simulat(?:e|es|ed|ing)|inject(?:s|ed|ing)?|expect(?:s|ed|ing)?|assert(?:s|ed|ing)?|checks? for|checking for|handler for|handles?|watch(?:es|ing)? for|protects? against)\s(?:(?:process is|one is|any|a|an|new|more|further|such|recent|active|pending|current|known|other|single|fake|the)\s)?["'`(]?$/i;

/** A question or a page of advice: `why do I get …`, `if you see "…"`, `when a … is refused, raise …`. */
const SUPPOSED =
  /\b(?:why|how|what) (?:do|does|did|is|are|am|can|to|should|would) [^\n:]{0,60}$|\b(?:if|when|whenever|once) (?:you|we|users|clients) (?:\w{1,12} )?(?:see|get|hit|encounter|receive|run into|observe|notice|find)s?\b[^\n.;]{0,30}$|\bif (?:the|an?|your|any) [^\n.;:,]{0,40}$|^\s{0,12}(?:when|if|given|it|should|context|describe) [^\n.;:]{0,60}$/i;

/** A value of a list that names kinds of failures: `retryable=["ECONNRESET", "…"]`, `fingerprint: [ConnectionRefused, …]`. */
const LISTED =
  /\b(?:fingerprint|retry\w*|ignor\w*|exclud\w*|includ\w*|allow\w*|tags?|labels?|types?|classes|rules?|watch\w*|scenarios|tests?|on|for|handles?)["']?\s{0,3}[=:]\s{0,3}[[(](?:\s?["']?[\w.:-]{1,60}["']?,){0,8}\s?["']?$|\berrors["']?\s{0,3}[=:]\s{0,3}\[(?:[a-z]{1,30}_[a-z_]{1,40},\s?){0,12}$|\b(?:query|q|search|terms?|keywords?)=["'][^"'\n]{0,60}$/i;

/** Directly after: `errors=0`, `: false`, `count 0`, `detection enabled`, `timeout set to 30s`. */
const ZERO =
  /^["'`)]?(?:[\w.-]{0,24}|(?: (?:errors?|count(?:er)?|total|events?|failures?|rate|requests?|kills?)){1,2})["'`]?\s{0,3}(?:[=:]|is|are|was|->|reset to)\s{0,3}["']?(?:0(?:\.0{1,3})?(?![\d.x:])|(?:false|off|no|never|disabled|n\/a)(?=\s{0,3}(?:$|[,;)}\]"'|]|\w{1,30}[=:])))(?![\w-])|^["'`)]?[\w.-]{0,24}["'`]?\s{0,3}(?:=\s{0,3}|:\s{0,3}(?=null,|null\}))["']?(?:none|null|nil|<nil>)(?![\w-])/i;

const OVER =
  /^[^\n]{0,40}?\b(?:(?:has |have |is |was |were |been |now |since ){0,3}(?:recovered|cleared|mitigated|no longer|back to normal|fixed)|(?:has|have|was|were|is|been|now|auto|automatically) resolved|(?:handler|endpoint|listener|hook|webhook|alert|monitor) (?:registered|installed|created|enabled|added)|detection (?:is )?(?:enabled|disabled)|(?:test|check|scenario|drill|simulation) (?:passed|completed|ok)|did not (?:occur|happen)|threshold (?:set|is)|policy (?:is )?(?:loaded|set|enabled|configured))\b/i;
/** A client that keeps a connection open and says nothing more: `(110: Connection timed out) while waiting for request`. */
const IDLE = /^[^\n]{0,40}\bwhile (?:waiting for (?:request|the next)|reading client|keepalive|sending to client)/i;

/** Counted at zero inside what matched: `cluster healthy, 0 transactions lost`. */
const NONE_OF =
  /(?:^|[^\d.])\b(?:0|no|zero) (?:\w{1,20} ){0,2}(?:lost|failed|failures?|errors?|timeouts?|dropped|refused|rejected|denied|exceeded|expired|unreachable)$/i;

const OVER_BEFORE =
  /(?:\brecovered (?:from|after)|\bresolved:?|\bcleared:?|\bno longer|\bsucceeded after|\bback to normal after|\bafter previous|\bdocs?\b[^\n]{0,20}:|\bhow to (?:fix|handle|avoid)) [^\n]{0,40}$/i;

const REASON =
  "[1-5]\\d\\d (?:OK|Created|Accepted|No Content|Found|Not Modified|Bad Request|Unauthorized|Forbidden|Not Found|Conflict|Too Many Requests|Internal Server Error|Bad Gateway|Service Unavailable|Gateway Timeout)\\b";
const HEADS: readonly RegExp[] = [
  // The answers that an interface may give: `200 OK, 401 Unauthorized, 429 Too Many Requests`
  new RegExp(`\\b${REASON}[^\\n]{1,20}\\b${REASON}[^\\n]{1,20}\\b${REASON}`),
  /^\s{0,10}(?:✓|✔|√|ok \d{1,6}\b|--- PASS|PASS(?:ED)?\b|\[\s{0,6}(?:OK|PASSED|RUN)\s{0,6}\])/,
  /^\s{0,10}# (?:HELP|TYPE) /,
  /^\s{0,10}(?:- )?(?:alert|expr|alertname|usage|example|tip|hint|see also):\s/i,
  /(?:^|[\s[])(?:RESOLVED|FIXED)[\]:]/,
  /^\s{0,4}(?:[0-9a-f]{7,40} )?(?:fix|feat|chore|docs|test|refactor|ci|perf|build|style|revert)(?:\([\w./-]{1,40}\))?!?: /,
  /\b(?:retry|retries|back-?off|circuit ?breaker|rate ?limit\w{0,4}) (?:config\w*|policy|settings?|options?)\b ?[=:]/i,
  /\b(?:retry|retries|alert|restart|abort|panic|trigger)s?[_ -]?(?:on|when|if)["']?\s{0,3}[:=]/i,
  /^\s{0,8}\w{2,40}\.[\w-]{1,80}(?:\[[^\]]{1,40}\])?: (?:Creat|Modif|Destr|Refresh|Read|Still )/,
  // The name of a test: `  returns 402`
  /^\s{1,20}(?:returns?|responds?|answers?|raises?|throws?|rejects?|retries|logs?) /,
  /\b(?:translations?|locale|i18n|l10n|message catalog(?:ue)?) (?:keys?|strings?|entry|entries|bundles?|loaded)\b/i,
  // Somebody's words in a chat
  /(?:^|[\]:] )<(?!err|warn|fatal|crit|info|debug|trace|notice|alert|emerg|test|std|anon|module|unknown|null|none)[A-Za-z]\w{2,20}> [^<\s]/i,
  /\b[Ee]xpected (?:exception|error|failure)\b|\bassert(?:s|_)?\s?(?:raises|throws)\b/,
];
const TAILS = /(?:\(?\bPASSED\)?|\bPASS|["'] passed|\.\.\. ok|[✓✔])(?:\s{1,3}\[?\(?[\d.% ms]{0,12}\)?\]?)?\s{0,3}$/;

/** An alert that says that it is over, with the name of its rule behind it. */
const ENDED = /\b(?:alert|alarm|incident|monitor)\b.{0,30}\b(?:resolved|cleared|recovered|closed|back to normal)\b/i;

const METRIC = /^[a-zA-Z_:][\w:]{2,120}\{[^}]/;
const METRIC_FALSE = /(?:\}\s{1,3}0(?:\.0{1,6})?\s{0,3}(?:\d{10,13})?\s{0,3}$)|status="(?:false|unknown)"/;

/** A name in code or in a file, not a statement: `catch (OutOfMemoryError`, `@Retryable(ConnectException`, `rescue Foo`. */
const ASKED =
  /(?:\bcatch \(|\brescue |\bexcept |@\w{3,30}\(|\bon_|\bgrep (?:-\w+ )?["']?|-XX:[+-]?\w{0,30})[\w.]{0,60}$/;

/** A word of an address: `/login?error=invalid_token`. */
const ADDRESS = /(?:https?:\/\/|\b(?:GET|POST|PUT|DELETE|HEAD|PATCH) \/|\/[^\s"?]{0,60}\?)[^\s"]{0,80}$/;
