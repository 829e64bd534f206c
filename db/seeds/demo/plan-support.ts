import type { Temporal } from "temporal-polyfill";
import { type DemoLineRef, type DemoSupportAction, type Planner, staffAddress } from "./planner.ts";

const operator = { by: "operator@turnus.example" };

/** A file that somebody attaches, as a program would have written it. */
const setupLog = [
  "08:12:41 INFO  setup started",
  "08:14:03 WARN  edition of the medium differs from the edition of the licence",
  "08:14:03 ERROR setup ended with 0x80070490",
].join("\r\n");

/**
 * Support requests of all kinds: one that nobody has answered yet, one that waits for the partner, one that was granted
 * with an amount, one that is closed, and one that came back.
 */
export function planSupport(planner: Planner): void {
  const { daysAgo, hoursAgo } = planner;
  planGranted(planner);
  planWaiting(planner);
  const say = talk(planner);

  say("keys", "hollis", hoursAgo(5.2), {
    kind: "ask-support",
    topic: "keys-downloads",
    severity: "critical",
    title: "Setup refuses the downloaded medium",
    description:
      "The customer downloaded the medium this morning and setup stops after two minutes. Their maintenance window is tonight. The log is attached.",
    file: { name: "setup.log", text: setupLog },
  });
  say("invoice", "penrose", daysAgo(16, "10:41"), {
    kind: "ask-support",
    topic: "invoice",
    severity: "minimal",
    title: "Which cycle does the second charge belong to?",
    description: "The customer asks why there are two charges in one month. Could you explain them, please?",
  });
  say("invoice", "penrose", daysAgo(15, "08:30"), {
    kind: "answer-support",
    text: "One is the yearly charge of the running term, the other the first charge of a purchase of the same month. Each line of the invoice links to its derivation.",
    status: "closed",
  });
  say("login", "oberhofer", daysAgo(9, "13:20"), {
    kind: "ask-support",
    topic: "account-access",
    severity: "moderate",
    title: "Kollegin findet den Einladungslink nicht",
    description: "Die Einladung wurde vor zwei Tagen verschickt, kam aber nicht an. Was können wir tun?",
  });
  say("login", "oberhofer", daysAgo(8, "09:05"), {
    kind: "answer-support",
    text: "Unter Benutzer lässt sich der Link erneuern und direkt kopieren. Der alte gilt dann nicht mehr.",
    status: "closed",
  });
  say("login", "oberhofer", daysAgo(1, "16:48"), {
    kind: "note-support",
    text: "Der neue Link funktioniert, aber die Kollegin hat nun die falsche Rolle. Bitte noch einmal ansehen.",
    status: "open",
  });
}

/** Bought in the wrong edition, noticed after the window: granted in part. */
function planGranted(planner: Planner): void {
  const { buy, daysAgo } = planner;
  const line = buy("penrose", daysAgo(31, "11:20"), [["windows-standard-1y", 3]])?.[0];
  if (line === undefined) return;
  const say = talk(planner);
  say("edition", "penrose", daysAgo(11, "09:12"), {
    kind: "ask-support",
    topic: "purchase-refund",
    severity: "moderate",
    title: "Wrong edition bought",
    description:
      "We bought Standard, the customer needs Datacenter. It was noticed after the cancellation window had closed. Nothing was installed yet.",
    line,
    askedMinor: 40_000,
  });
  say("edition", "penrose", daysAgo(10, "14:25"), {
    kind: "answer-support",
    text: "Was any key fetched or any medium downloaded?",
    status: "attention-needed",
  });
  say("edition", "penrose", daysAgo(10, "15:02"), { kind: "note-support", text: "No, neither of them." });
  say("edition", "penrose", daysAgo(9, "11:30"), {
    kind: "grant-support",
    amountMinor: 30_000,
    reason: "Goodwill: the wrong edition was bought, and nothing of it was used.",
  });
}

/** Asked for after the thirty days; the provider wants to know more. */
function planWaiting(planner: Planner): void {
  const { buy, daysAgo } = planner;
  const line = buy("petersen", daysAgo(44, "10:05"), [["visio-ltsc", 2]])?.[0];
  if (line === undefined) return;
  const say = talk(planner);
  say("visio", "petersen", daysAgo(4, "08:55"), {
    kind: "ask-support",
    topic: "purchase-refund",
    severity: "minimal",
    title: "Visio nach Ablauf der 30 Tage kündigen",
    description: "Der Kunde hat versehentlich zwei Lizenzen statt einer bestellt und bittet um Kündigung.",
    line,
    askedMinor: 25_000,
  });
  say("visio", "petersen", daysAgo(3, "12:10"), {
    kind: "answer-support",
    text: "Beide Lizenzen stehen in einer Bestellzeile. Soll die ganze Zeile gekündigt werden?",
    status: "attention-needed",
  });
}

type Said = DemoSupportAction extends infer Action
  ? Action extends DemoSupportAction
    ? Omit<Action, "request" | "customer">
    : never
  : never;

/** Who says it follows from what it is: the operator answers and grants, an admin agent of the partner asks. */
function talk({ act }: Planner) {
  return (request: string, customer: string, at: Temporal.Instant, said: Said & { readonly line?: DemoLineRef }) => {
    const isOperator = said.kind === "answer-support" || said.kind === "grant-support";
    const by = isOperator ? operator : { by: staffAddress(customer, "admin.agent") };
    act(at, customer, { ...said, request, customer } as DemoSupportAction, by);
  };
}
