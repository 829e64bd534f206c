import type { invitations as english } from "../en/invitations.ts";

export const invitations: typeof english = {
  title: "Benutzer einladen",
  intro:
    "Die Person erhält einen Link, mit dem sie ein Kennwort festlegt und angemeldet wird. Bis dahin gibt es kein Konto, und das Kennwort erfährt sonst niemand.",
  titleOfCustomer: "Person einladen: {{customer}}",
  introOfCustomer:
    "Die Person sieht, was für {{customer}} gekauft wurde, mit Schlüsseln und Downloads, und sonst nichts aus Ihrer Organisation. Ein globaler Administrator des Kunden kann Kolleginnen und Kollegen selbst einladen.",
  doneTitle: "{{name}} ist eingeladen",
  another: "Weitere Person einladen",
  closedAlready: "Die Einladung wurde bereits angenommen oder zurückgezogen.",

  form: {
    nameHint: "So, wie man die Person im Haus kennt.",
    emailHint: "Damit meldet sich die Person an.",
    rolesHint: "Sie können jederzeit geändert werden.",
    language: "Sprache",
    submit: "Einladen",
  },

  openTitle: "Offene Einladungen",
  openIntro: "Sie warten darauf, angenommen zu werden. Ein neuer Link ersetzt einen verlorenen.",
  until: "Gültig bis",
  invitedAt: "Eingeladen",
  invitedBy: "Eingeladen von",
  facts: "Einladung",
  of: "Einladung: {{name}}",
  linkTitle: "Der neue Link",
  state: { open: "Offen", expired: "Abgelaufen", accepted: "Angenommen", withdrawn: "Zurückgezogen" },
  closed: {
    acceptedTitle: "Angenommen",
    acceptedText:
      "{{name}} hat ein Kennwort festgelegt und sich angemeldet. Das Konto steht in der Liste der Benutzer.",
    withdrawnTitle: "Zurückgezogen",
    withdrawnText: "Der Link gilt nicht mehr. {{name}} kann jederzeit erneut eingeladen werden.",
  },
  renew: {
    title: "Neuer Link",
    text: "Ging der Link verloren oder ist er abgelaufen? Ein neuer gilt sieben Tage und tritt an seine Stelle.",
    submit: "Neuen Link erstellen",
  },
  withdraw: {
    title: "Zurückziehen",
    text: "Der Link, den {{name}} hat, gilt ab sofort nicht mehr. Sonst geht nichts verloren: Ein Konto gibt es noch nicht.",
    submit: "Einladung zurückziehen",
    done: "Die Einladung von {{name}} ist zurückgezogen.",
  },

  accept: {
    title: "Einladung annehmen",
    intro:
      "{{organization}} lädt Sie zu diesem Portal ein. Legen Sie ein Kennwort fest; Sie sind damit gleich angemeldet.",
    introOperator:
      "Sie sind eingeladen, dieses Portal mit zu betreiben. Legen Sie ein Kennwort fest; Sie sind damit gleich angemeldet.",
    you: "Sie",
    roles: "Ihre Rollen",
    submit: "Kennwort festlegen und anmelden",
    done: "Willkommen. Ihr Kennwort ist festgelegt, und Sie sind angemeldet.",
  },

  access: {
    tab: "Zugang",
    usersTitle: "Personen des Kunden",
    usersIntro:
      "Sie sehen die eigene Software des Kunden mit Schlüsseln und Downloads und sonst nichts aus Ihrer Organisation.",
    roleNote: "Rollen ändert und Konten sperrt der globale Administrator des Kunden.",
    invite: "Person einladen",
    empty: "Von diesem Kunden kann sich noch niemand anmelden",
    emptyText:
      "Laden Sie einen globalen Administrator des Kunden ein, der dann Schlüssel und Downloads sieht und selbst einlädt.",
    noAdmin: "Dieser Kunde hat keinen globalen Administrator",
    noAdminText: "Ohne ihn sieht dort niemand Schlüssel und niemand kann einladen. Laden Sie jemanden ein.",
  },
};
