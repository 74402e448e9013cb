import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { templateOf, templateOfText } from "./template.ts";
import { hostileLine } from "../testing/hostile-line.ts";

const templateOfLine = (line: string) => templateOfText(line).template;

describe("what is masked", () => {
  test.each([
    ["numbers", "retry 3 of 5", "retry <*> of <*>"],
    ["a sign or a decimal point", "offset -79 and +0.5", "offset <*> and <*>"],
    ["the whole token around a digit", "lost blk_-12 on node_A8", "lost <*> on <*>"],
    ["an id of letters and digits", "job a81bc81b-dead-4e5d-abff-90865d1e13b1 done", "job <*> done"],
    ["eight hex letters", "commit deadbeef pushed", "commit <*> pushed"],
    ["addresses", "from 10.0.0.7:5432 to fe80::1%eth0", "from <*> to <*>"],
    ["a MAC address of letters", "peer ff:ff:ff:ff:ff:ff joined", "peer <*> joined"],
    ["mail addresses", "mail to ada@example.com bounced", "mail to <*> bounced"],
    ["URLs", "GET https://example.com/a?b=c&d=(e) done", "GET <*>(e) done"],
    ["paths", "open /etc/hosts failed", "open <*> failed"],
    ["paths in brackets", "dump [/var/cores/[a, b].dmp] kept", "dump [<*>] kept"],
    ["Windows paths", "load C:\\Windows\\Temp\\x from \\\\host\\share", "load <*> from <*>"],
    ["relative paths", "see ./run.sh and src/app/main", "see <*> and <*>"],
    ["file names", "bad line in settings.yaml", "bad line in <*>"],
    ["host names", "resolve db.example.co.uk and My-Mac.local", "resolve <*> and <*>"],
    ["a name before a port", "dial queue.primary:5672 refused", "dial <*> refused"],
    ["quantities with units", "took 1.16 KB in 5 seconds, <1 sec", "took <*> in <*>"],
    ["dates with names", "since Sun Dec 04 04:47:44 EST 2005 ok", "since <*> ok"],
    ["a name that has a number in brackets", "task worker(12) ended", "task <*> ended"],
    ["literals after an equals sign", "allDrawn=true ready = null end", "allDrawn=<*> ready = <*> end"],
    ["redacted numbers", "card ****2341 charged", "card <*> charged"],
    ["a browser's name", 'agent "Mozilla/5.0 (X11; Linux) Gecko" seen', 'agent "<*>" seen'],
    ["several words in quotes after an equals sign", 'lock tag="View Lock" flags=1', 'lock tag="<*>" flags=<*>'],
    ["numbers between letters without spaces", "连接10次失败", "连接<*>次失败"],
  ])("%s", (_, line, template) => expect(templateOfLine(line)).toBe(template));
});

describe("what stays", () => {
  test.each([
    ["capitals", "GET POST NEW RUNNING"],
    ["dotted names of code", "com.example.billing.Invoice and app.retry.max are set"],
    ["reversed host names", "org.example.app started"],
    ["apostrophes", "can't open, didn't try"],
    ["protocols with a digit", "IPv6 over SOCKS5 with SHA256 and UTF-8"],
    ["a slash between words", "read/write and/or N/A"],
    ["months and weekdays in prose", "May fail, Sun shines, March on"],
    ["units in prose", "days of seconds"],
    ["literals in prose", "this is true and none is null"],
    ["keys with a digit", "p99=<*> r07=<*>"],
    ["words in quotes after a key that tells", 'ended reason="no route left"'],
    ["names of brackets", "init() ready [main] {state}"],
  ])("%s", (_, line) => expect(templateOfLine(line)).toBe(line));
});

describe("what is taken together", () => {
  test.each([
    ["neighbours", "speeds 1 2 3 rpm now", "speeds <*> now"],
    ["across punctuation", "at 10:15:01,123 - 7 | 8 end", "at <*> end"],
    ["over arrows", "heap 12M->7M(40M) now", "heap <*> now"],
    ["not over stars", "speeds 1 2 **** 3", "speeds <*> **** <*>"],
    ["optional brackets", "sent 1190 bytes (1.16 KB) now", "sent <*> now"],
    ["not over a bracket that closes before", "(TID 7). 12 left", "(TID <*>). <*> left"],
    ["lists in quotes", 'ids ["a1", "b2", "c3"] gone', 'ids ["<*>"] gone'],
    ["rows of a list", "nodes n1 <ok> n2 <ok> n3 <ok>", "nodes <*> <ok>"],
    ["rows of key and value", "[id: 1 size: 2, id: 3 size: 4, id: 5 size: 6]", "[id: <*> size: <*>]"],
    ["dots that lead to a value", "cache enabled......0", "cache enabled......<*>"],
  ])("%s", (_, line, template) => expect(templateOfLine(line)).toBe(template));

  test("a name is no variable where nothing else is left", () =>
    expect(templateOfLine("powerOff(0)")).toBe("powerOff(<*>)"));
});

const word = fc.stringMatching(/^[a-z]{2,8}$/);
const variable = fc.oneof(
  fc.integer().map(String),
  fc.ipV4(),
  fc.ipV6().filter((address) => /\d/.test(address)),
  fc.uuid(),
  fc.stringMatching(/^https:\/\/[a-z]{1,8}\.[a-z]{2,4}(\/[\w%-]{1,8}){0,3}(\?[a-z]{1,4}=\w{1,8})?$/),
  fc.integer({ min: 0, max: 10 ** 6 }).map((n) => `blk_${n}`),
  fc.integer({ min: 0, max: 999 }).map((n) => `${n}.5ms`),
  fc.stringMatching(/^\/[a-z]{1,8}(\/[a-z]{1,8}){1,3}$/),
);

describe("fingerprints", () => {
  test("are 64 bits in hex, under a version", () =>
    expect(templateOfText("hello 12").fingerprint).toMatch(/^v1:[0-9a-f]{16}$/));

  test("stay when variables change", () => {
    const line = fc.array(fc.tuple(word, variable, variable), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(line, (parts) => {
        const one = parts.map(([constant, a]) => `${constant} is ${a}`).join(" then ");
        const two = parts.map(([constant, , b]) => `${constant} is ${b}`).join(" then ");
        expect(templateOfText(two)).toEqual(templateOfText(one));
      }),
    );
  });

  test("of a template are its own", () => {
    fc.assert(
      fc.property(hostileLine, (line) => {
        const { template, fingerprint } = templateOfText(line);
        expect(templateOfText(template)).toEqual({ template, fingerprint });
      }),
      { numRuns: 2000 },
    );
  });

  test("differ when a word differs", () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        fc.pre(a !== b);
        expect(templateOfText(`the ${a} ended`).fingerprint).not.toBe(templateOfText(`the ${b} ended`).fingerprint);
      }),
    );
  });

  test("do not depend on white space", () =>
    expect(templateOfText("  a \t b\u00a0c ")).toEqual(templateOfText("a b c")));

  test("do not depend on attributes or format", () => {
    const message = "cart 12 saved";
    expect(templateOf({ message, format: "json", attributes: { user: "ada" } })).toEqual(templateOfText(message));
  });

  test("come from the first line that has text", () =>
    expect(templateOfText("\n  \nquery 12 failed\n  select 1").template).toBe("query <*> failed"));

  test("stay fast on hostile lines", () => {
    for (const unit of ["a.", "1:", "((", "[/", "=<", "'\"", "a@", "\\\\", "..", "#1", "node 1 ok ", "::", "x(1)"]) {
      const line = unit.repeat(16_000);
      const started = performance.now();
      templateOfText(line);
      expect(performance.now() - started).toBeLessThan(200);
    }
  });
});
