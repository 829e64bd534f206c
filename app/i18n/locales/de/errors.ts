import type { errors as english } from "../en/errors.ts";

export const errors: typeof english = {
  notFoundTitle: "Diese Seite gibt es nicht",
  notFoundText:
    "Die Adresse ist vielleicht falsch geschrieben, oder das Gesuchte gehört zu einer anderen Organisation.",
  forbiddenTitle: "Ihre Rolle erlaubt das nicht",
  brokenTitle: "Etwas ist schiefgegangen",
  brokenText:
    "Das Portal konnte nicht antworten. Was nicht bestätigt wurde, ist nicht geschehen; Sie können es gefahrlos noch einmal versuchen.",
  unavailableTitle: "Das Portal ist zurzeit nicht erreichbar",
  unavailableText:
    "Seine Datenbank antwortet nicht. Es wurde nichts geändert. Versuchen Sie es in einer Minute wieder.",
  methodTitle: "Diese Adresse nimmt solche Anfragen nicht an",
  askAdmins: "In Ihrer Organisation haben diese Personen die Rolle. Wenden Sie sich an eine davon:",
  askSeller: "In Ihrer Organisation hat noch niemand diese Rolle. {{seller}} kann jemanden einladen.",
  toHome: "Zur Startseite",
  tryAgain: "Noch einmal versuchen",
  field: {
    required: "Füllen Sie dieses Feld aus.",
    chooseOne: "Wählen Sie eine der Möglichkeiten.",
    passwordsDiffer: "Das ist nicht dasselbe Kennwort wie oben.",
    mustTick: "Setzen Sie das Häkchen, um zu bestätigen.",
    containsKey: "Lassen Sie den Schlüssel selbst weg. Was hier steht, geht ins Protokoll und in Nachrichten.",
    notAnEmail: "Geben Sie eine E-Mail-Adresse wie name@example.com ein.",
    notANumber: "Geben Sie eine Zahl ein.",
    notAWholeNumber: "Geben Sie eine ganze Zahl ein.",
    notADate: "Geben Sie ein Datum ein.",
    notADateTime: "Geben Sie ein Datum und eine Uhrzeit ein.",
    tooSmall: "Geben Sie mindestens {{minimum}} ein.",
    tooBig: "Geben Sie höchstens {{maximum}} ein.",
    tooShort: "Geben Sie mindestens {{minimum}} Zeichen ein.",
    tooLong: "Geben Sie höchstens {{maximum}} Zeichen ein.",
    tooFewItems: "Wählen Sie mindestens {{minimum}}.",
    tooManyItems: "Wählen Sie höchstens {{maximum}}.",
    fileNeeded: "Wählen Sie eine Datei.",
    fileTooBig: "Die Datei ist zu groß.",
    malformed: "In dieser Form kann das nicht angenommen werden.",
  },
};
