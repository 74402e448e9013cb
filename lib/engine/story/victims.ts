import type { LogEvent } from "../events/event.ts";

/** Who and what failed events name. `more` says that there were more than are counted. */
export interface Victims {
  users: Counted;
  clients: Counted;
  orders: Counted;
}

export interface Counted {
  count: number;
  more: boolean;
  /** The first seqs that name one. */
  seqs: number[];
}

type What = keyof Victims;

/** Attribute names, in small letters and without punctuation, that say who or what an event is about. */
const NAMES: Readonly<Record<string, What>> = {
  userid: "users",
  enduserid: "users",
  user: "users",
  customerid: "users",
  customer: "users",
  accountid: "users",
  clientaddress: "clients",
  clientip: "clients",
  remoteaddr: "clients",
  orderid: "orders",
  order: "orders",
  paymentid: "orders",
  paymentintent: "orders",
  bookingid: "orders",
  booking: "orders",
  invoiceid: "orders",
  transactionid: "orders",
};
const IN_TEXT =
  /\b(user|user_?id|customer(?:_?id)?|order(?:_?id)?|booking(?:_?id)?|payment_?id|invoice_?id|transaction_?id)[=:#]\s?["']?([\w@.-]{2,64})/gi;
const MAX = 20_000;
const MAX_TEXT = 1_000;

export function createVictims(): { add(event: LogEvent): void; digest(): Victims } {
  const kinds = new Map<string, What | null>();
  const values: Record<What, Set<string>> = { users: new Set(), clients: new Set(), orders: new Set() };
  const seqs: Record<What, number[]> = { users: [], clients: [], orders: [] };
  const more = { users: false, clients: false, orders: false };

  const kindOf = (name: string): What | null => {
    let kind = kinds.get(name);
    if (kind === undefined) {
      kind = NAMES[name.toLowerCase().replace(/[^a-z]/g, "")] ?? null;
      if (kinds.size < MAX) kinds.set(name, kind);
    }
    return kind;
  };
  const note = (name: string, value: string, seq: number) => {
    const kind = kindOf(name);
    if (kind === null || value === "" || value === "-" || values[kind].has(value)) return;
    if (values[kind].size >= MAX) {
      more[kind] = true;
      return;
    }
    values[kind].add(value);
    if (seqs[kind].length < 2) seqs[kind].push(seq);
  };

  return {
    add(event) {
      for (const name in event.attributes) note(name, String(event.attributes[name]), event.seq);
      for (const [, name = "", value = ""] of event.message.slice(0, MAX_TEXT).matchAll(IN_TEXT))
        note(name, value, event.seq);
    },
    digest: () => ({ users: of("users"), clients: of("clients"), orders: of("orders") }),
  };

  function of(what: What): Counted {
    return { count: values[what].size, more: more[what], seqs: seqs[what] };
  }
}
