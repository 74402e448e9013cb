import { defineFormat } from "../define.ts";
import { skipBlanks } from "../chars.ts";
import type { Format } from "../format.ts";
import { levelEnd, levelTable } from "../level.ts";
import { STRENGTH, setAttribute } from "../reading.ts";
import { readPriority } from "./syslog-priority.ts";

const ESX_LEVELS = levelTable({
  Em: "fatal",
  Al: "fatal",
  Cr: "fatal",
  Er: "error",
  Wa: "warn",
  No: "info",
  In: "info",
  Db: "debug",
});

/** Kernels, audit daemons, shells, hypervisors. */
export const unix = [
  defineFormat({
    id: "auditd",
    title: "Linux audit",
    family: "System",
    description: "`type=… msg=audit(epoch:serial):` and its fields.",
    templates: [
      "type={event} msg=audit({epoch}:{serial}):{message}",
      "node={host} type={event} msg=audit({epoch}:{serial}):{message}",
    ],
    first: "tn",
    singleLine: true,
    examples: [
      {
        line: "type=USER_LOGIN msg=audit(1714644903.250:94983): pid=25443 uid=0 res=failed",
        expect: {
          timestamp: "2024-05-02T10:15:03.250Z",
          message: "pid=25443 uid=0 res=failed",
          attributes: { "event.name": "USER_LOGIN" },
        },
      },
    ],
    check(reading) {
      reading.message = reading.message.trimStart();
      return true;
    },
  }),
  defineFormat({
    id: "shell-history",
    title: "Shell history",
    family: "System",
    description: "`#1714644903` (bash) or `#+1714644903` (tcsh) above each command.",
    templates: ["#{?+?}{epoch}"],
    first: "#",
    check: (_reading, text) => /^#\+?\d{10}$/.test(text),
    examples: [{ line: "#1714644903", expect: { timestamp: "2024-05-02T10:15:03Z", message: "" } }],
  }),
  defineFormat({
    id: "esxi",
    title: "VMware ESXi",
    family: "System",
    description: "Time, two-letter level with syslog priority, program and pid.",
    templates: [
      "{time} {code:word}({_:int}){?[+]?} {service}[{pid}]: {message}",
      "{time} {code:word}({_:int}){?[+]?} {service}: {message}",
      "{time} {code:word}({_:int}){?[+]?} {message}",
    ],
    first: "0123456789",
    check(reading) {
      const level = ESX_LEVELS(String(reading.attributes?.["code"] ?? ""));
      if (level === null) return false;
      reading.level = level;
      if (reading.attributes !== null) delete reading.attributes["code"];
      return true;
    },
    examples: [
      {
        line: "2024-05-02T10:15:03.250Z Wa(12) hostd[1430]: lease is lost",
        expect: {
          timestamp: "2024-05-02T10:15:03.250Z",
          level: "warn",
          service: "hostd",
          message: "lease is lost",
          attributes: { "process.pid": 1430 },
        },
      },
    ],
  }),
  defineFormat({
    id: "snort",
    title: "Snort fast alert",
    family: "Security",
    description: "Time without a year, rule id, message, priority, protocol and flow.",
    templates: ["{time} [**] [{rule}] {message:text} [**] {rest:rest}"],
    first: "0123456789",
    singleLine: true,
    check(reading) {
      reading.message = reading.message.replace(/^"|"$/g, "");
      return true;
    },
    examples: [
      {
        line: '12/28-12:55:38.765402 [**] [1:366:11] "ICMP PING Unix" [**] [Priority: 3] {ICMP} 192.0.2.7 -> 192.0.2.8',
        expect: { message: "ICMP PING Unix" },
      },
    ],
  }),
  {
    id: "dmesg",
    title: "Linux kernel ring buffer",
    family: "System",
    description: "Seconds since boot in brackets, with or without priority and caller: no date is known.",
    first: "[<",
    read(text, reading) {
      const start = readPriority(text, reading);
      const match = /^\[\s*(\d{1,8}\.\d{6})\](?:\[ *([TC]\d{1,10})\])? /.exec(text.slice(start, start + 48));
      if (match === null) return false;
      setAttribute(reading, "uptime", match[1] ?? "");
      if (match[2] !== undefined) setAttribute(reading, "thread.id", match[2]);
      reading.message = text.slice(start + match[0].length);
      // what boots behind a kernel states its level: `[    3.250101]  INFO app: …`
      if (levelEnd(text, skipBlanks(text, start + match[0].length)) > 0) return false;
      reading.format = "dmesg";
      reading.strength = STRENGTH.clock;
      reading.service = "kernel";
      return true;
    },
    examples: [
      {
        line: "[   12.345678] usb 1-1: new device",
        expect: { timestamp: null, service: "kernel", message: "usb 1-1: new device" },
      },
      {
        line: "<3>[   12.345678][  T311] usb 1-1: device is gone",
        expect: { level: "error", message: "usb 1-1: device is gone", attributes: { "thread.id": "T311" } },
      },
    ],
  } satisfies Format,
  defineFormat({
    id: "boot-console",
    title: "Boot console",
    family: "System",
    description: "`[  OK  ]`, `[FAILED]`, `[DEPEND]` before what systemd started.",
    templates: ["[{status:text}] {message}"],
    first: "[",
    singleLine: true,
    check(reading, text) {
      const level = BOOT_LEVELS(text.slice(0, 8));
      if (level === null) return false;
      reading.level = level;
      reading.message = text;
      reading.strength = STRENGTH.weak;
      return true;
    },
    examples: [
      {
        line: "[FAILED] Failed to start Shop Server.",
        expect: { timestamp: null, level: "error", message: "[FAILED] Failed to start Shop Server." },
      },
      { line: "[  OK  ] Started Shop Server.", expect: { level: "info" } },
    ],
  }),
  defineFormat({
    id: "zabbix",
    title: "Zabbix",
    family: "System",
    description: "Pid, packed date and packed clock between colons.",
    templates: ["~{pid}:{time} {message}"],
    first: " 0123456789",
    check: (_reading, text) => /^ *\d{1,8}:\d{8}:\d{6}/.test(text.slice(0, 32)),
    examples: [
      {
        line: "  4242:20240502:101503.250 server #1 started [main process]",
        expect: {
          timestamp: "2024-05-02T10:15:03.250",
          message: "server #1 started [main process]",
          attributes: { "process.pid": 4242 },
        },
      },
    ],
  }),
];

const BOOT_LEVELS = levelTable({
  "[  OK  ]": "info",
  "[ INFO ]": "info",
  "[ SKIP ]": "info",
  "[ TIME ]": "error",
  "[ WARN ]": "warn",
  "[DEPEND]": "warn",
  "[FAILED]": "error",
});
