import type { AttributeValue, LogEvent } from "../events/event.ts";

/** Attributes that hold the status of an HTTP answer. */
export const STATUS_NAMES =
  /^(?:http\.response\.status_code|http\.status_code|(?:\w{1,20}\.)?(?:status_?code|status))$/i;

const REASONS =
  "Unauthorized|Payment Required|Forbidden|Proxy Authentication Required|Request Time-?out|Too Many Requests|" +
  "Internal Server Error|Bad Gateway|Service (?:Temporarily )?Unavailable|Gateway Time-?out|Insufficient Storage";

/** Places where three digits are an HTTP status. Sizes, delays and paths such as `/503.html` are none of them. */
const PLACES: readonly RegExp[] = [
  // "GET /x HTTP/1.1" 503 194, HTTP/1.1 503 Service Unavailable
  /HTTP\/\d(?:\.\d)?["']{0,2}[ ,;|]{1,3}["']?(\d{3})(?![\d.])/gi,
  // GET /x 503 12ms, POST https://a/b -> 502
  /\b(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)[ ]{1,2}["']?(?:https?:\/)?\/[^\s"']{0,400}["']?[ ]{1,2}(?:[-=]>|→|-|:)?[ ]?(\d{3})(?![\d.]|[ ]?(?:ms|s|bytes|b|kb)\b)/gi,
  // status=503, "statusCode":429, response code: 401, HTTP status 402
  /\b(?:http[_ .-]?)?(?:response[_ .-]?)?(?:status|status[_ .-]?code|code|sc-status)["']?[ ]{0,2}(?:[=:]|=>|is|was|of)?[ ]{0,2}["'(]?([1-5]\d\d)(?![\d.%]|[ ]?(?:ms|s|bytes|b|kb)\b)/gi,
  // HTTP 429, HTTP error 503, http: 502
  /\bHTTP(?:S)?[ _-]?(?:error|response)?:?[ ]{1,2}(?:error[ ]|status[ ]|code[ ]){0,2}([45]\d\d)(?![\d.]|[ ]?(?:ms|s|bytes|b|kb)\b)/gi,
  // 503 Service Unavailable
  new RegExp(`(?<![\\d.])([45]\\d\\d)[ :,)-]{1,3}["']?(?:${REASONS})\\b`, "gi"),
  // returned 503, responded with a 502, got 429 from
  /\b(?:return(?:ed|s)|respond(?:ed|s)|answer(?:ed|s)|repl(?:ied|ies)|received|got|gave)(?: with)?[:]? (?:an? )?(?:http |status |code |error |response ){0,3}([45]\d\d)(?![\d.]|[ ]?(?:ms|s|bytes|b|kb|rows|items|records|messages|entries|results|events|lines|files)\b)/gi,
  // HAProxy: backend/server 0/0/1/-1/5001 504 194
  /[ ](?:-?\d{1,9}\/){4}\+?-?\d{1,9} (\d{3}) \+?\d{1,12}[ ]/g,
  // AWS load balancer: 0.000 -1 -1 503 -
  /[ ]-?\d{1,5}(?:\.\d{1,9})? -?\d{1,5}(?:\.\d{1,9})? -?\d{1,5}(?:\.\d{1,9})? (\d{3}) (?:\d{3}|-)[ ]/g,
  // W3C (IIS): 503 0 0 15 at the end
  /[ ]([1-5]\d\d) \d{1,5} \d{1,10} \d{1,9}\s{0,2}$/gm,
  // squid: TCP_MISS/503
  /\b(?:TCP|UDP|NONE)_?[A-Z_]{0,40}\/([45]\d\d)\b/g,
];

/** The HTTP statuses a text states, with their places. */
export function statusesIn(text: string): { status: number; index: number }[] {
  return PLACES.flatMap((place) =>
    [...text.matchAll(place)].map((match) => ({ status: Number(match[1]), index: match.index })),
  );
}

/** The status that a parser put into an event's attributes. */
export function statedStatus(event: Pick<LogEvent, "attributes">): number | null {
  for (const name in event.attributes) {
    const value = event.attributes[name];
    if (value !== undefined && STATUS_NAMES.test(name)) return statusOf(value);
  }
  return null;
}

/** An attribute's value as the HTTP status that a parser read; null when it is none. */
export function statusOf(value: AttributeValue): number | null {
  const status = Number(value);
  return Number.isInteger(status) && status >= 100 && status < 600 ? status : null;
}
