import { cited, counted, duration, number } from "../explain/wording.ts";
import { code } from "../explain/prose.ts";
import type { Ending } from "./ending.ts";
import type { Beginning } from "./onsets.ts";
import type { Scene } from "./scene.ts";
import type { Story } from "./story.ts";
import type { Counted } from "./victims.ts";

/** The damage as far as lines state it: requests, payments, users, duration. What they do not state is said to be unknown. */
export function impactOf(scene: Scene, beginnings: readonly Beginning[], ending: Ending | null): Story["impact"] {
  return [requests(scene), payments(scene), users(scene), lasted(scene, beginnings, ending)];
}

/** The service that answered most: one at the border sees each request once. */
export function answersOf(scene: Scene) {
  const [border] = scene.input.links.services
    .filter(({ answers }) => answers > 0)
    .toSorted((a, b) => b.answers - a.answers);
  return border ?? null;
}

function requests(scene: Scene): Story["impact"][number] {
  const border = answersOf(scene);
  if (border === null) return { text: "Requests failed: unknown, no line states an HTTP status.", known: false };
  if (border.serverErrors === 0) {
    return {
      text: `Requests failed: none of the ${number(border.answers)} that ${code(border.service, 60)} answered.`,
      known: true,
    };
  }
  return {
    text: `Requests failed: ${number(border.serverErrors)} of ${number(border.answers)} that ${code(border.service, 60)} answered${cited(border.serverErrorSeqs ?? [])}.`,
    known: true,
  };
}

function payments(scene: Scene): Story["impact"][number] {
  const failed = scene.input.findings.filter(({ category }) => category === "payment_failure");
  const orders = scene.input.links.victims.orders;
  const [most] = failed.toSorted((a, b) => b.count - a.count);
  if (most !== undefined) {
    return {
      text: `Payments: ${counted(most.count, "failed line")}${over(orders, "order or payment", "orders or payments")}${cited(most.evidence)}.`,
      known: true,
    };
  }
  if (orders.count > 0)
    return {
      text: `Orders: failed lines name ${amount(orders, "order or payment", "orders or payments")}${cited(orders.seqs)}.`,
      known: true,
    };
  return { text: "Payments and orders: unknown, no failed line names one.", known: false };
}

function users(scene: Scene): Story["impact"][number] {
  const { users: people, clients } = scene.input.links.victims;
  if (people.count > 0)
    return { text: `Users: failed lines name ${amount(people, "user", "users")}${cited(people.seqs)}.`, known: true };
  if (clients.count > 0) {
    return {
      text: `Users: unknown; failed requests came from ${amount(clients, "client address", "client addresses")}${cited(clients.seqs)}.`,
      known: false,
    };
  }
  return { text: "Users: unknown, no failed line names one.", known: false };
}

function lasted(scene: Scene, beginnings: readonly Beginning[], ending: Ending | null): Story["impact"][number] {
  const times = beginnings.filter(({ steady }) => !steady).flatMap(({ onset }) => onset.atMs ?? []);
  if (times.length === 0) return { text: "Duration: unknown, the failed lines carry no time.", known: false };
  const from = Math.min(...times);
  if (ending !== null)
    return {
      text: `Duration: ${duration(ending.lastedMs)}, ${scene.clock(from)} to ${scene.clock(ending.atMs)}.`,
      known: true,
    };
  const so = scene.toMs === null ? "" : ` at least ${duration(scene.toMs - from)},`;
  return { text: `Duration:${so} from ${scene.clock(from)} to the end of the log.`, known: false };
}

const over = (some: Counted, one: string, many: string): string =>
  some.count === 0 ? "" : ` over ${amount(some, one, many)}`;
const amount = ({ count, more }: Counted, one: string, many: string): string =>
  `${more ? "more than " : ""}${counted(count, one, many)}`;
