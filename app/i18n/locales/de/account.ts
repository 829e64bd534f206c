import type { account as english } from "../en/account.ts";

export const account: typeof english = {
  signIn: {
    title: "Anmelden",
    intro: "Verwalten Sie Softwareabonnements für Ihre Kunden.",
    email: "E-Mail-Adresse",
    password: "Kennwort",
    showPassword: "Kennwort anzeigen",
    submit: "Anmelden",
    failed: "Anmeldung fehlgeschlagen",
    needed: "Melden Sie sich an, um fortzufahren.",
    notSent: "Es wurde nichts gesendet: Ihre Sitzung war beendet.",
    notSentText: "Melden Sie sich an, um zum Formular zurückzukehren.",
  },
  signOut: {
    done: "Sie sind abgemeldet.",
    everywhereTitle: "Überall abmelden",
    everywhereText:
      "Damit enden alle Ihre Sitzungen, auf diesem und auf allen anderen Geräten. Wer Ihr Konto sonst noch verwendet, muss sich neu anmelden.",
    everywhereSubmit: "Überall abmelden",
    everywhereDone: "Sie sind auf allen Geräten abgemeldet.",
  },
  preferences: {
    title: "Einstellungen",
    intro:
      "Wie das Portal mit Ihnen spricht und Datumsangaben anzeigt. Sie gelten auf jedem Gerät, an dem Sie sich anmelden.",
    language: "Sprache",
    theme: "Design",
    timeZone: "Zeitzone",
    timeZoneHint:
      "Datum und Uhrzeit werden in dieser Zone angezeigt. Laufzeiten beginnen und enden unabhängig davon um 00:00 Uhr UTC.",
    saved: "Ihre Einstellungen sind gespeichert.",
    organization: "Organisation",
    email: "E-Mail-Adresse",
    roles: "Rollen",
    you: "Ihr Konto",
  },
};
