/** One call of a stack, without line numbers and addresses. */
export interface Frame {
  /** `com.acme.Cart.total`, `shop/cart.py in total` */
  name: string;
  /** False for frames of a library or of the language itself. */
  own: boolean;
}

/** A part of a trace that its own line opens: `goroutine 1 [running]:`, `stack backtrace:`. */
export type Section = "goroutine" | "backtrace";

interface Language {
  name: string;
  /** Lines that must read as a frame; see the test. */
  examples: readonly string[];
  /** Looks like ordinary text, so it is read only after the mark of this kind of stack. */
  within?: Section;
  /** Anchored, without nested repetition: log text is hostile. */
  line: RegExp;
  frame: (groups: Record<string, string | undefined>) => { name: string; place: string };
  /** Tested against `place`: where the code lives, a file or a qualified name. */
  library: RegExp;
}

/** In this order: the first that reads a line has it. */
const LANGUAGES: readonly Language[] = [
  {
    name: "Java",
    examples: ["\tat com.acme.Cart.total(Cart.java:42)", "\tat java.base/java.lang.Thread.run(Thread.java:833) [?:?]"],
    line: /^\s*at (?<fn>[^\s()]+)\((?:[\w$-]+\.(?:java|kt|kts|scala|groovy|clj)(?::\d+)?|Native Method|Unknown Source|<generated>)\)/,
    frame: ({ fn = "" }) => {
      // `java.base/java.lang.Thread.run`; a lambda has its own slash, after a `$`
      const [head = ""] = fn.split("$", 1);
      const name = fn.slice(head.lastIndexOf("/") + 1);
      return { name, place: name };
    },
    library:
      /^(?:javax?|jdk|sun|com\.sun|jakarta|kotlinx?|scala|groovy|clojure|akka|reactor|rx|io\.(?:netty|grpc|reactivex|vertx|micrometer|micronaut|quarkus|undertow|lettuce|opentelemetry|projectreactor)|okhttp3|okio|retrofit2|feign|redis|ch\.qos|org\.(?:apache|springframework|hibernate|eclipse|jboss|wildfly|junit|slf4j|postgresql|mariadb|xnio|mockito|gradle|codehaus|glassfish|aspectj|redisson|quartz|flywaydb|yaml|elasticsearch|mongodb|jooq|mybatis|thymeleaf|reactivestreams)|com\.(?:zaxxer|fasterxml|google|mysql|microsoft|oracle|mongodb|rabbitmq|datastax|squareup|intellij|amazonaws|netflix|alibaba|baomidou|github\.benmanes|ctc|jcraft|mchange)|software\.amazon|android|androidx|com\.android|dalvik)\.|\$\$(?:EnhancerBy|FastClassBy|SpringCGLIB)|^(?:com\.sun\.proxy\.)?\$Proxy|GeneratedMethodAccessor/,
  },
  {
    name: ".NET",
    examples: [
      "   at Acme.Shop.Cart.Total(Int32 id) in /src/Cart.cs:line 12",
      "   at System.Threading.Tasks.Task.Execute()",
    ],
    line: /^\s*at (?<fn>(?:async )?[^\s()]+(?:\[[^\]]*\])?)\((?!<anonymous>)[^)]*\)(?: in .*)?$/,
    frame: ({ fn = "" }) => ({ name: fn, place: fn }),
    library:
      /^(?:System|Microsoft|Npgsql|Newtonsoft|MySql|MongoDB|StackExchange|Grpc|Polly|Serilog|AutoMapper|MediatR|Autofac|Castle|Dapper|RabbitMQ|NHibernate|xunit|NUnit|Hangfire|MassTransit|Azure|Amazon)\./i,
  },
  {
    name: "JavaScript",
    examples: [
      "    at Cart.total (/srv/app/src/cart.js:12:9)",
      "    at async file:///srv/app/src/main.mjs:3:1",
      "    at Array.map (<anonymous>)",
    ],
    line: /^\s*at (?:async )?(?:(?<fn>[^()]+?) \((?<in>[^()]*:\d+|<anonymous>|native|index \d+|eval at .*)\)|(?<file>\S+:\d+))$/,
    frame: ({ fn, in: inside, file }) => {
      const place = (inside ?? file ?? "").replace(/(?::\d+){1,2}$/, "");
      return { name: fn === undefined ? fileOf(place) : `${fn} (${fileOf(place)})`, place };
    },
    library:
      /node_modules[\\/]|^node:|^internal\/|^(?:<anonymous>|native)$|^(?:events|fs|net|http|timers|module|_http_\w+|\(?index 0)(?:\.js)?$|webpack\/runtime/,
  },
  {
    name: "Python",
    examples: ['  File "/srv/app/shop/cart.py", line 12, in total'],
    line: /^\s*(?:\| )*File "(?<file>[^"]*)", line \d+(?:, in (?<fn>.+))?$/,
    frame: ({ file = "", fn = "" }) => ({ name: fn === "" ? fileOf(file) : `${fn} (${fileOf(file)})`, place: file }),
    library:
      /(?:site|dist)-packages[\\/]|[\\/]lib(?:64)?[\\/]python\d|[\\/]Python\d+[\\/][Ll]ib[\\/]|^<frozen|^<(?:string|stdin|attrs)/,
  },
  {
    name: "PHP",
    examples: ["#0 /var/www/shop/src/Cart.php(12): Shop\\Cart->total(Array)"],
    line: /^\s*#\d+ (?:(?<file>.+?)\(\d+\)|\[internal function\]): (?<fn>[^(]+)\(/,
    frame: ({ file = "[internal]", fn = "" }) => ({ name: fn, place: file }),
    library: /[\\/]vendor[\\/]|^\[internal\]$/,
  },
  {
    name: "Ruby",
    examples: ["\tfrom app/models/cart.rb:12:in `total'", "app/models/cart.rb:12:in 'Cart#total'"],
    line: /^\s*(?:\d+: )?(?:from )?(?<file>[^\s:][^:]*):\d+:in [`'](?<fn>[^']*)'/,
    frame: ({ file = "", fn = "" }) => ({ name: `${fn} (${fileOf(file)})`, place: file }),
    library: /[\\/]gems[\\/]|[\\/]lib[\\/]ruby[\\/]|^<internal:|bin[\\/](?:rails|rake|bundle|puma|ruby)$/,
  },
  {
    name: "Rust",
    within: "backtrace",
    examples: ["   2: shop::cart::total", "  12:     0x55d0c8a3c1d9 - std::rt::lang_start::h0123456789abcdef"],
    line: /^\s*\d+: +(?:0x[0-9a-f]+ - )?(?<fn>[A-Za-z_<][^\s].*)$/,
    frame: ({ fn = "" }) => ({ name: fn, place: fn }),
    library:
      /^<?(?:std|core|alloc|tokio|futures\w*|hyper|tower|actix\w*|axum|rayon|rust_begin_unwind|rust_panic|__rust\w*|__libc\w*|_?_?start\w*|main$|clone|panic_unwind|test)(?:::| |$)|^<(?:core|alloc|std|tokio)::|^<[^>]* as (?:core|std|alloc|futures|tokio)/,
  },
  {
    name: "Go",
    within: "goroutine",
    examples: ["main.(*Cart).Total(0xc000012345, 0x2)", "github.com/acme/shop/cart.Total(...)"],
    line: /^(?<fn>[A-Za-z_][\w./\-~%]*\.(?:\([^()]*\)\.)?[\w.\-[\]]+)\((?:[^()]*|\.\.\.)\)$/,
    frame: ({ fn = "" }) => ({ name: fn, place: fn }),
    library:
      /^(?:runtime|reflect|net|sync|syscall|internal|encoding|database|testing|os|io|bufio|fmt|context|time|crypto|log|errors|strings|bytes|sort|panic|golang\.org|google\.golang\.org|gopkg\.in|go\.uber\.org|github\.com\/(?:gin-gonic|gorilla|labstack|go-chi|spf13|sirupsen|jackc|lib|grpc-ecosystem|prometheus))(?:[./]|\/|$)|\/vendor\//,
  },
];

/** Lines longer than this are no frames. */
const MAX_LINE = 1000;

/** Reads one line of a stack trace; null when it is none. */
export function frameOf(line: string, section: Section | null): Frame | null {
  if (line.length > MAX_LINE) return null;
  for (const { line: pattern, within, frame, library } of LANGUAGES) {
    if (within !== undefined && within !== section) continue;
    const groups = pattern.exec(line)?.groups;
    if (groups === undefined) continue;
    const { name, place } = frame(groups);
    return { name: steady(name), own: !library.test(place) };
  }
  return null;
}

/** For tests: every language with its example lines. */
export function frameExamples(): { language: string; line: string; section: Section | null }[] {
  return LANGUAGES.flatMap(({ name, examples, within = null }) =>
    examples.map((line) => ({ language: name, line, section: within })),
  );
}

/** Folder and name of a file: the rest differs between machines. */
function fileOf(path: string): string {
  return path
    .replace(/^(?:file|webpack(?:-internal)?):\/+/, "")
    .replace(/\?.*$/, "")
    .split(/[\\/]/)
    .slice(-2)
    .join("/");
}

/** What a compiler or a proxy numbered anew each time. */
function steady(name: string): string {
  return name
    .replace(/^async /, "")
    .replace(/^.*<(\w+)>[bd]__\d+(?:_\d+)?(?:\.MoveNext)?/, (whole, method: string) => `${ownerOf(whole)}${method}`)
    .replace(/\$\$Lambda[$/\w.]*|lambda\$(\w+)\$\d+/g, (_, method?: string) =>
      method === undefined ? "<lambda>" : method,
    )
    .replace(/::h[0-9a-f]{16}$/, "")
    .replace(/(?:::\{\{closure\}\}|\.func\d+(?:\.\d+)*|\$\d+|\+0x[0-9a-f]+)+/g, "")
    .replace(/\b(?=\w*\d)[0-9a-f]{6,}\b/g, "<*>")
    .replace(/\d{4,}/g, "<*>");
}

/** `Acme.Cart.` of `Acme.Cart.<TotalAsync>d__12.MoveNext` */
function ownerOf(name: string): string {
  const owner = name.slice(0, name.indexOf("<")).replace(/<>c(?:__DisplayClass\w*)?\.?$/, "");
  return owner.endsWith(".") || owner === "" ? owner : `${owner}.`;
}
