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
  sessions: {
    title: "Wo Sie angemeldet sind",
    intro:
      "Jeder Browser, in dem Sie sich angemeldet und nicht wieder abgemeldet haben. Kennen Sie einen davon nicht, melden Sie ihn ab und ändern Sie Ihr Kennwort.",
    caption: "Ihre offenen Sitzungen, diese zuerst",
    browser: "Browser",
    browserOn: "{{browser}} unter {{system}}",
    unknownBrowser: "Unbekannter Browser unter {{system}}",
    unknownSystem: "{{browser}}, unbekanntes System",
    unknown: "Unbekannter Browser",
    present: "Diese Sitzung",
    signedIn: "Angemeldet",
    lastSeen: "Zuletzt etwa",
    signOut: "Abmelden",
    signOutNamed: "{{browser}} abmelden, angemeldet am {{at}}",
    noOthers: "Sie sind nirgends sonst angemeldet.",
    more: "Gezeigt werden die letzten {{shown}} Ihrer anderen Sitzungen; es gibt weitere. „Überall abmelden“ beendet sie alle.",
    done: "{{browser}} ist abgemeldet",
    doneText: "Ohne neue Anmeldung ist dort nichts mehr möglich.",
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
