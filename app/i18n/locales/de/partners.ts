import type { partners as english } from "../en/partners.ts";

export const partners: typeof english = {
  title: "Partner",
  intro: "Welche Partner unbefristete Software verkaufen. Alles andere verkaufen alle.",
  caption: "Partner nach Namen",
  name: "Partner",
  country: "Land",
  customers: "Kunden",
  perpetual: "Unbefristete Software",
  sold: "Im Verkauf",
  notSold: "Nicht im Verkauf",
  change: "Ändern",
  on: "Einschalten",
  off: "Ausschalten",
  onOf: "Unbefristete Software für {{name}} einschalten",
  offOf: "Unbefristete Software für {{name}} ausschalten",
  onText: "Ab jetzt kann {{name}} unbefristete Software für Kunden kaufen.",
  offText:
    "Ab jetzt kann {{name}} keine unbefristete Software mehr kaufen, auch nicht, was schon in einem Warenkorb liegt. Was bereits gekauft wurde, bleibt: Schlüssel, Downloads und die Kündigung innerhalb von 30 Tagen.",
  reason: "Grund",
  reasonHint:
    "10 bis 200 Zeichen. Sie und der Partner sehen ihn im Aktivitätsprotokoll; wer dort kauft, erhält ihn als Mitteilung.",
  keep: "Nichts ändern",
  doneOn: "{{name}} verkauft unbefristete Software",
  doneOff: "{{name}} verkauft keine unbefristete Software mehr",
  doneOnText: "Sie kann ab jetzt in Warenkörbe gelegt und gekauft werden.",
  doneOffText: "Neue Käufe werden abgelehnt. Was bereits gekauft wurde, bleibt unverändert.",
  empty: "Noch keine Partner",
  emptyText: "Partner stehen hier, sobald sie eingerichtet sind.",
  earlier: "Vorher im Alphabet",
  later: "Weiter im Alphabet",
};
