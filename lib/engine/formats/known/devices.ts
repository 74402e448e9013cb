import { defineFormat } from "../define.ts";
import { STRENGTH } from "../reading.ts";

/** Phones and desktops. */
export const devices = [
  defineFormat({
    id: "logcat",
    title: "Android logcat",
    family: "Devices",
    description:
      "The threadtime shape, with or without year, zone and uid; also `time`, `brief`, `tag` and Android Studio's.",
    templates: [
      "{time} {pid} {tid:int} {letter} {service:text}: {message}",
      "{time} {_:int} {pid} {tid:int} {letter} {service:text}: {message}",
      "{time} {letter}/{service:text}(~{pid}{?: {tid:int}?}): {message}",
      "{time} {pid}-{tid:int} {service} {package} {letter} {message}",
      "{time} {pid}-{tid:int}/{package} {letter}/{service}: {message}",
      "[~{time} ~{pid}:~{tid:word} {letter}/{service:text}]",
      "{letter}/{service:text}(~{pid}): {message}",
      "{letter}(~{pid}) {message}",
    ],
    examples: [
      {
        line: "03-17 16:13:38.811  1702  2395 D WindowManager: freezing",
        expect: {
          level: "debug",
          service: "WindowManager",
          message: "freezing",
          attributes: { "process.pid": 1702, "thread.id": 2395 },
        },
      },
      {
        line: "2024-05-02 10:15:03.250  1702-1711  Camera                  com.example.photo                    E  no device",
        expect: { timestamp: "2024-05-02T10:15:03.250", level: "error", service: "Camera", message: "no device" },
      },
      {
        line: "[ 05-02 10:15:03.250  1702: 1711 E/Camera   ]",
        expect: { level: "error", service: "Camera", message: "" },
      },
      { line: "E/Camera ( 1702): no device", expect: { level: "error", service: "Camera", message: "no device" } },
    ],
    check(reading) {
      reading.service = reading.service?.trim() ?? null;
      if (reading.strength === STRENGTH.none) reading.strength = STRENGTH.weak;
      return true;
    },
  }),
  defineFormat({
    id: "windows-cbs",
    title: "Windows CBS",
    family: "Windows",
    description: "Component-based servicing: time, level, component.",
    templates: ["{time}, {level} {service} {message}"],
    first: "0123456789",
    examples: [
      {
        line: "2016-09-28 04:30:30, Info                  CBS    Loaded the servicing stack",
        expect: {
          timestamp: "2016-09-28T04:30:30",
          level: "info",
          service: "CBS",
          message: "Loaded the servicing stack",
        },
      },
    ],
  }),
  defineFormat({
    id: "healthapp",
    title: "Pipe columns",
    family: "Devices",
    description: "Time, component, number and message between pipes.",
    templates: ["{time}|{service}|{pid}|{message}"],
    first: "0123456789",
    examples: [
      {
        line: "20171223-22:15:29:606|Step_LSC|30002312|onStandStepChanged 3579",
        expect: { timestamp: "2017-12-23T22:15:29.606", service: "Step_LSC", message: "onStandStepChanged 3579" },
      },
    ],
  }),
  defineFormat({
    id: "proxifier",
    title: "Proxifier",
    family: "Devices",
    description: "Bracketed time without a year, program, dash.",
    templates: ["[{time}] {service:text} - {message}"],
    first: "[",
    check: (reading) => /^[\w.-]+\.exe(?: \*64)?$/i.test(reading.service ?? ""),
    examples: [
      {
        line: "[10.30 16:49:06] chrome.exe *64 - proxy.example.net:5070 close",
        expect: { service: "chrome.exe *64", message: "proxy.example.net:5070 close" },
      },
    ],
  }),
];
