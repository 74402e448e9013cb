import type { Level } from "../../vocabulary.ts";
import { defineFormat } from "../define.ts";
import { levelTable } from "../level.ts";
import type { Format } from "../format.ts";
import { STRENGTH, setAttribute } from "../reading.ts";

const XML_LEVELS: readonly (Level | null)[] = ["info", "fatal", "error", "warn", "info", "trace"];

/** One event of the Windows event log as XML on one line. */
const xml: Format = {
  id: "windows-xml",
  title: "Windows event (XML)",
  family: "Windows",
  description: "`wevtutil` and forwarders: provider, id, level, time, computer and the named data.",
  first: "<",
  singleLine: true,
  examples: [
    {
      line: "<Event xmlns='x'><System><Provider Name='Disk'/><EventID>7</EventID><Level>2</Level><TimeCreated SystemTime='2024-05-02T10:15:03.250Z'/><Computer>n1</Computer></System><EventData><Data Name='Device'>D:</Data></EventData></Event>",
      expect: {
        timestamp: "2024-05-02T10:15:03.250Z",
        level: "error",
        service: "Disk",
        attributes: { "host.name": "n1", Device: "D:" },
      },
    },
  ],
  read(text, reading, context) {
    if (!text.startsWith("<Event ") && !text.startsWith("<Event>")) return false;
    const head = text.slice(0, 4000);
    const time = /SystemTime=["']([^"']{10,40})["']/.exec(head)?.[1];
    if (time !== undefined && context.timeAt(time, 0)) context.setTime(reading);
    reading.level = XML_LEVELS[Number(/<Level>(\d)<\/Level>/.exec(head)?.[1])] ?? null;
    reading.service = /<Provider [^>]{0,200}?Name=["']([^"']{1,200})["']/.exec(head)?.[1] ?? null;
    setAttribute(reading, "event.name", /<EventID[^>]{0,80}>(\d{1,6})</.exec(head)?.[1] ?? "");
    setAttribute(reading, "host.name", /<Computer>([^<]{1,200})</.exec(head)?.[1] ?? "");
    for (const data of text.slice(0, 20_000).matchAll(/<Data Name=["']([^"'<>]{1,80})["']>([^<]{1,1000})</g))
      setAttribute(reading, data[1] ?? "", data[2] ?? "");
    reading.message = /<Message>([^<]{1,8000})</.exec(text.slice(0, 20_000))?.[1] ?? text;
    reading.strength = STRENGTH.full;
    reading.format = "windows-xml";
    return true;
  },
};

export const windows: readonly Format[] = [
  xml,
  defineFormat({
    id: "windows-csv",
    title: "Windows event (exported text)",
    family: "Windows",
    description: "The event viewer's CSV: level, time, source, id, category, message.",
    first: "IWECV",
    templates: ["{level},{time},{service:text},{event_id:int},{category:text},{message}"],
    check(reading) {
      reading.message = reading.message.replace(/^"|"$/g, "");
      return true;
    },
    examples: [
      {
        line: 'Error,5/2/2024 10:15:03 AM,Service Control Manager,7034,None,"The Print Spooler service terminated unexpectedly."',
        expect: {
          timestamp: "2024-05-02T10:15:03",
          level: "error",
          service: "Service Control Manager",
          message: "The Print Spooler service terminated unexpectedly.",
        },
      },
    ],
  }),
  defineFormat({
    id: "macos-log",
    title: "macOS unified log",
    family: "Devices",
    description: "`log show`: time, thread, type, activity, pid, process, message; also its compact style.",
    first: "0123456789",
    templates: [
      "{time} {tid} {kind} {activity} {pid} {_:int} {service}: {message}",
      "{time} {tid} {kind} {activity} {pid} {service}: {message}",
      "{time} {kind} {service:word}[{pid}:{_:word}] {message}",
    ],
    check(reading) {
      const kind = String(reading.attributes?.["kind"] ?? "");
      const levels = levelTable({
        Default: "info",
        Info: "info",
        Debug: "debug",
        Error: "error",
        Fault: "fatal",
        Activity: "debug",
        Df: "info",
        I: "info",
        Db: "debug",
        E: "error",
        F: "fatal",
        A: "debug",
      });
      const level = levels(kind);
      if (level === null) return false;
      reading.level = level;
      return true;
    },
    examples: [
      {
        line: "2024-05-02 10:15:03.250101+0200 0x1f6     Error       0x0                  71     0    cloudd: (CloudKit) sync failed",
        expect: {
          timestamp: "2024-05-02T10:15:03.250101+02:00",
          level: "error",
          service: "cloudd",
          message: "(CloudKit) sync failed",
        },
      },
      {
        line: "2024-05-02 10:15:03.250 Df cloudd[71:1f6b] (CloudKit) sync began",
        expect: { level: "info", service: "cloudd", message: "(CloudKit) sync began" },
      },
    ],
  }),
];
