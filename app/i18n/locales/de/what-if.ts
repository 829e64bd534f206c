import type { whatIf as english } from "../en/what-if.ts";

/** Was ein anderer Plan oder eine Kündigung kosten und zurückgeben würde. */
export const whatIf: typeof english = {
  title: "Was wäre, wenn",
  link: "Was wäre, wenn …",
  intro:
    "Was ein anderer Plan oder eine andere Dauer kosten und eine Kündigung zurückgeben würde. Hier wird nichts geändert.",
  next: {
    title: "Die nächste Laufzeit mit anderem Plan oder anderer Dauer",
    intro: "Ab {{day}}, für {{quantity}} Stück, nach der Preisliste dieses Tages, soweit heute bekannt.",
    caption: "Möglichkeiten für die nächste Laufzeit",
    choice: "Plan",
    charge: "Jede Gebühr",
    charges: "Gebühren",
    total: "Ganze Laufzeit",
    perYear: "Davon ein Jahr",
    change: "Ein Jahr, gegenüber jetzt",
    present: "wie jetzt",
    planned: "vorgesehen",
    none: "Für den Tag der Verlängerung wird nichts angeboten",
    act: "Nächste Laufzeit ändern",
    now: "Die jetzige Laufzeit kostet {{total}}, das sind {{perYear}} im Jahr.",
  },
  cancel: {
    title: "Kündigung an einem Tag",
    intro: "Nach dem Kündigungsfenster ist die ganze Laufzeit geschuldet.",
    label: "Von {{first}} am {{from}} bis {{last}} am {{to}}, dem letzten Tag.",
    caption: "Gutschrift nach Tag der Kündigung",
    day: "Tag (UTC)",
    credit: "Gutschrift",
    today: "heute",
    tomorrow: "morgen",
    last: "letzter Tag",
    act: "Abonnement kündigen",
  },
  choose: {
    title: "Was wäre, wenn",
    intro:
      "Wählen Sie den Kunden, dessen Abonnements Sie mit einem anderen Plan oder einer anderen Laufzeit vergleichen möchten.",
    other: "Anderer Kunde",
  },
  customer: {
    title: "Was wäre, wenn: {{customer}}",
    intro:
      "Alle laufenden Abonnements mit ihrer nächsten Laufzeit, wie sie steht, neben einem anderen Plan oder einer anderen Dauer. Beträge sind ein Jahr der Laufzeit.",
    choose: "Anderer Plan oder andere Dauer",
    keep: "Wie es steht",
    submit: "Vergleichen",
    caption: "Abonnements und was sie kosten würden",
    product: "Produkt",
    quantity: "Menge",
    planned: "Wie es steht",
    wanted: "Mit dem gewählten Plan",
    change: "Unterschied",
    credit: "Gutschrift bei Kündigung jetzt",
    none: "Keine nächste Laufzeit",
    total: "Summe in {{currency}}",
    cut: "Gezeigt sind die {{max}} ältesten Abonnements.",
    empty: "Keine laufenden Abonnements",
    emptyText: "Was für diesen Kunden gekauft wird, lässt sich hier vergleichen.",
  },
};
