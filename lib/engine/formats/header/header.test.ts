import { expect, test } from "vitest";
import { readText } from "../../testing/read.ts";

/** Lines that no described format reads: time, level, service, message by their shape. */
const T = "2024-05-02T10:15:03.250";
const TABLE: readonly [
  line: string,
  timestamp: string | null,
  level: string | null,
  service: string | null,
  message: string,
][] = [
  [
    "2024-05-02 10:15:03,250 [worker-7] WARN  com.example.Cart - stock is low",
    T,
    "warn",
    "com.example.Cart",
    "stock is low",
  ],
  [
    "2024-05-02 10:15:03,250 INFO [IPC Server handler 0 on 62270] org.example.ipc.Server: asked for a task",
    T,
    "info",
    "org.example.ipc.Server",
    "asked for a task",
  ],
  [
    "2024-05-02 10:15:03.250  INFO 4711 --- [           main] c.e.demo.Application  : Starting",
    T,
    "info",
    "c.e.demo.Application",
    "Starting",
  ],
  ["2024-05-02 10:15:03,250 - shop.cart - ERROR - no stock", T, "error", "shop.cart", "no stock"],
  ["[2024-05-02 10:15:03,250: ERROR/ForkPoolWorker-2] Task failed", T, "error", null, "Task failed"],
  ["2024-05-02 10:15:03.250 | INFO     | shop.cart:add:12 - added", T, "info", "shop.cart", "added"],
  [
    "[2024-05-02 10:15:03,250] INFO [Producer partition=7] Writing snapshot (kafka.log.ProducerState)",
    T,
    "info",
    "kafka.log.ProducerState",
    "[Producer partition=7] Writing snapshot",
  ],
  ["2024-05-02 10:15:03.250 pid=64 tid=a0 class=Shop::Worker INFO: done", T, "info", null, "done"],
  ["[2024-05-02 10:15:03.250] [Render thread/WARN] [shop.Stock]: low", T, "warn", "shop.Stock", "low"],
  ["INFO  [main] 2024-05-02 10:15:03,250 Daemon.java:507 - Hostname: n1", T, "info", null, "Hostname: n1"],
  ["2024-05-02 10:15:03.250 E | embed: port is taken", T, "error", "embed", "port is taken"],
  ["2024-05-02 10:15:03.250 I am a sentence", T, null, null, "I am a sentence"],
  ["2024-05-02 10:15:03.250 request failed with ERROR 5", T, null, null, "request failed with ERROR 5"],
  ["2024-05-02 10:15:03.250 WARN maxThreads : 14", T, "warn", null, "maxThreads : 14"],
  ["2024-05-02 10:15:03.250 ERROR ORA-00600: internal error", T, "error", null, "ORA-00600: internal error"],
  ["2024-05-02 10:15:03.250 ERROR boom System.Exception: x", T, "error", null, "boom System.Exception: x"],
  ["[10:15:03] [main/INFO]: Loading 3 mods", null, "info", null, "Loading 3 mods"],
  ["10:15:03.250 [main] com.acme.Cart added", null, null, "com.acme.Cart", "added"],
  ["2024-05-02 10:15:03,250;ERROR;com.acme.Cart;no stock; none", T, "error", "com.acme.Cart", "no stock; none"],
  ["2024-05-02 10:15:03,250,INFO,shop.batch,MainThread,began, slowly", T, "info", "shop.batch", "began, slowly"],
  ["02.05.2024;10:15:03.250;Error;disk is full", T, "error", null, "disk is full"],
  ["5/2/2024 -- 10:15:03.250 - <Notice> - ready", T, "info", null, "ready"],
  ["2024 May 02 10:15:03.250 GMT +2 Shop.Orders-1 Error [core] no stock", `${T}+02:00`, "error", "core", "no stock"],
  [
    "2024-05-02 10:15:03.250 WARN  (qtp12-34) [c:col s:shard1 r:core x:x] o.a.s.c.SolrCore slow",
    T,
    "warn",
    "o.a.s.c.SolrCore",
    "slow",
  ],
  ["INFO  2024-05-02T10:15:03.250 pid=64 tid=a0 class=MailJob: start", T, "info", null, "start"],
  ['2024-05-02 10:15:03.250\tinfo\tshop/cart.go:10\tcompacted\t{"rev": 12}', T, "info", null, "compacted"],
  ["2024-05-02 10:15:03.250\tinfo\tads\tcache: warm", T, "info", "ads", "cache: warm"],
  ["[shop:info,2024-05-02T10:15:03.250,n1@a:<0.2.0>:cart:7]ready", T, "info", "shop", "ready"],
  ["<ERROR> {2024-05-02 10:15:03.250} (pump-3) pressure is lost", T, "error", null, "pressure is lost"],
  ["2024-05-02 10:15:03.250 ERROR request{method=GET uri=/a}: shop::pay: refused", T, "error", "shop::pay", "refused"],
  ["2024-05-02 10:15:03.250 - util.py[DEBUG]: began", T, "debug", null, "began"],
  ["2024-05-02 10:15:03.250 E! [agent] no route", T, "error", "agent", "no route"],
  [
    "2024-05-02 10:15:03.250 192.0.2.7:5123 TLS Error: handshake failed",
    T,
    null,
    null,
    "192.0.2.7:5123 TLS Error: handshake failed",
  ],
  ["[   12.345] (EE) no screens", null, "error", null, "no screens"],
  ["[1.234s][warning][gc,alloc] heap is small", null, "warn", null, "heap is small"],
  ["2024-05-02 10:15:03.250Z: 4242: error : shop.add:57 : no stock", `${T}Z`, "error", "shop.add", "no stock"],
  ["2024-05-02T10:15:03.250 0.123s info: on port 8080", T, "info", null, "on port 8080"],
  ["Thu May  2 10:15:03.250 2024 -> ERROR: no socket", T, "error", null, "no socket"],
  ["2024-05-02 10:15:03,250 n1 ftpd[42] ready", T, null, "ftpd", "ready"],
  ["[2024-05-02 10:15:03.250] Finished: FAILURE", T, null, null, "Finished: FAILURE"],
  ["2024-05-02 10:15:03.250 - constructor [7] toString", T, null, null, "constructor [7] toString"],
  ["2024-05-02 10:15:03.250 fail: Shop.Cart[3] no stock", T, "error", null, "Shop.Cart[3] no stock"],
  ["may/02/2024 10:15:03.250 system,error,critical login failed", T, "fatal", null, "login failed"],
  ["2024-05-02 10:15:03.250 | TRACE | ERROR | (run.go:1 in work) | boom", T, "error", "TRACE", "boom"],
  ["2024-05-02T10:15:03.250 cpu5:2097213)WARNING: NMP: path is lost", T, "warn", null, "NMP: path is lost"],
  ['[2024-05-02 10:15:03.250] [INFO] [kv.go:1] ["region is \\"split\\""] [id=7]', T, "info", null, 'region is "split"'],
  ["INFO [05-02|10:15:03.250] Imported blocks=1", T, "info", null, "Imported blocks=1"],
  ["Bridge:error 2024-05-02 10:15:03.250: no adapter", T, "error", "Bridge", "no adapter"],
  ["[WARN] [1714644903.250]: slow", `${T}Z`, "warn", null, "slow"],
  ["[ERROR] [1714644903.250, 12.5]: boom", `${T}Z`, "error", null, "boom"],
  ["1.714644903250e+09\tINFO\tsetup\tstarting", `${T}Z`, "info", "setup", "starting"],
  ["ERROR:shop.cart:no stock", null, "error", "shop.cart", "no stock"],
  ["ERROR:shop.cart:boom", null, "error", "shop.cart", "boom"],
  ["10:15:03.250  [Pipeline] sh", null, null, null, "[Pipeline] sh"],
  ["2024-05-02 10:15:03.250 Fatal error!", T, "fatal", null, "Fatal error!"],
  [
    "[123] 02/05/2024 -- 10:15:03.250 - (detect.c:1) <Error> (Init) -- bad",
    "2024-02-05T10:15:03.250",
    "error",
    "Init",
    "bad",
  ],
  ["WARN disk is slow", null, "warn", null, "disk is slow"],
  ["fsck ran at Thu May  2 10:15:03.250 2024", T, null, null, "fsck ran at Thu May  2 10:15:03.250 2024"],
];

test.each(TABLE)("%s", (line, timestamp, level, service, message) => {
  expect(readText(line)).toMatchObject([{ timestamp, level, service, message }]);
});

test("a clock without a date invents none, and is kept", () => {
  expect(readText("10:15:03.250 [main] INFO a.b.C - x")).toMatchObject([
    { timestamp: null, timeMs: null, timeNotes: ["clock-only"], attributes: { "log.clock": "10:15:03.250" } },
  ]);
});

/** What is read wrongly today, and what would be right. An entry that starts to be right belongs in the table above. */
const KNOWN_WRONG: readonly [line: string, field: "level" | "service" | "message", right: string | null][] = [
  ["2024-05-02 10:15:03 INFO Starting: cart", "service", "Starting"],
];

test.each(KNOWN_WRONG)("known wrong: %s", (line, field, right) => {
  expect(readText(line)[0]?.[field]).not.toBe(right);
});
