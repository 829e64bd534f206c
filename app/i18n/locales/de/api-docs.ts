import type { apiDocs as english } from "../en/api-docs.ts";

export const apiDocs: typeof english = {
  title: "API-Dokumentation",
  intro:
    "Die REST-Schnittstelle für Ihre Skripte und Marktplätze: der Vertrag des Herstellers in Version 1 und die Erweiterungen dieses Portals.",
  file: "OpenAPI-Datei",
  parts: "Teile der Dokumentation",
  tab: { reference: "Referenz", quickStart: "Schnelleinstieg", differences: "Unterschiede" },
  copy: "Kopieren",

  referenceIntro:
    "Jeder Aufruf mit Parametern, Rumpf, Antworten und Fehlern. Die Beschreibungen sind auf Englisch; die Datei gleichen Inhalts können Werkzeuge lesen.",
  sections: "Abschnitte",
  method: "Methode",
  path: "Adresse",
  what: "Wirkung",

  caller: "Wer darf aufrufen",
  callerName: {
    both: "Eine Anwendung, allein oder für einen Benutzer",
    user: "Eine Anwendung nur für einen Benutzer",
    nobody: "Jeder",
  },
  roles: "Rollen",
  noToken: "Kein Token nötig",
  asBody: "Hängt davon ab, was der Rumpf verlangt",
  call: "Aufruf",
  parameters: "Parameter",
  parameter: "Name",
  place: "Wo",
  placeName: { path: "in der Adresse", query: "in der Abfrage" },
  needed: "nötig",
  optional: "wahlfrei",
  body: "Rumpf",
  bodyHint: "Namen gelten in jeder Schreibweise, null heißt nicht vorhanden, und was hier nicht steht, wird ignoriert.",
  property: "Eigenschaft",
  type: "Typ",
  presence: "Vorhanden",
  always: "immer",
  sometimes: "nicht immer",
  meaning: "Bedeutung",
  answer: "Antwort",
  noAnswer: "Es gibt keine: Jeder Aufruf wird mit einer der Nummern unten abgelehnt.",
  example: "Beispiel",
  errors: "Fehler",
  errorsHint: "Jeder hat diese Nummer als code und sagt in description, was hilft. Daneben 429 mit Retry-After.",
  tokenErrors: "400 oder 401 mit einem OAuth-Wort als error; error_description sagt, was zu tun ist.",
  code: "Nummer",
  status: "Status",

  quickStart: {
    intro:
      "Vom Geheimnis zum ersten Abonnement mit curl, Schritt für Schritt in einer Shell. Nehmen Sie eine Sandbox: Sonst ist die Bestellung echt.",
    toClients: "API-Clients öffnen",
    settings: {
      title: "Sagen, wer Sie sind",
      text: "Client-ID und Geheimnis stammen von einem API-Client Ihrer Organisation mit der Rolle Administrator-Agent oder globaler Administrator; das Geheimnis wird einmal gezeigt, wenn es entsteht.",
    },
    token: {
      title: "Ein Token holen",
      text: "Für die Anwendung allein. Es gilt eine Stunde; holen Sie ein neues, wenn ein Aufruf mit 401 antwortet.",
    },
    customer: {
      title: "Einen Kunden wählen",
      text: "Die ersten fünf; mit dem ersten geht es weiter. Folgen mehr, enthält die Antwort ein Token für die nächste Seite.",
    },
    offer: {
      title: "Wählen, was bestellt wird",
      text: "Vom Produkt über die Edition zum Angebot. Ein Angebot ist eine Laufzeit mit einem Abrechnungsplan; seine catalogItemId kommt in den Warenkorb.",
    },
    cart: {
      title: "In den Warenkorb legen",
      text: "Die Antwort enthält den Preis von jetzt. Bestellt ist noch nichts; der Warenkorb bleibt sieben Tage.",
    },
    checkout: {
      title: "Bestellen",
      text: "Mit der Anforderungs-ID darf der Aufruf wiederholt werden: Dieselbe ID liefert noch einmal die erste Antwort und bestellt einmal.",
    },
    subscription: {
      title: "Das Abonnement ansehen",
      text: "Es ist sofort da, mit dem Ende seiner Laufzeit und dem Zeitpunkt, bis zu dem es gekündigt werden kann.",
    },
    next: {
      title: "Und dann",
      text: "Die automatische Verlängerung umschalten, die nächste Laufzeit planen oder kündigen: mit PATCH an derselben Adresse.",
      link: "Wie ein Abonnement geändert wird",
    },
  },

  differences: {
    intro:
      "Skripte für die Schnittstelle des Herstellers laufen hier unverändert. Wo eine Antwort abweicht, steht hier warum; die meisten Unterschiede beheben, worüber Nutzer der Schnittstelle des Herstellers klagen.",
    what: "Was",
    vendor: "Der Hersteller",
    ours: "Hier, und warum",
  },
  difference: {
    absent: {
      what: "PATCH eines Abonnements ohne eine Eigenschaft",
      vendor: "Schaltet die automatische Verlängerung aus und löscht die geplante nächste Laufzeit, ohne ein Wort.",
      ours: "Bleibt unverändert, und null bedeutet dasselbe; nur scheduledNextTermInstructions: null entfernt. So tun alte und neue Clients, was ihr Benutzer meinte, und das Protokoll enthält alten und neuen Wert.",
    },
    window: {
      what: "cancellationAllowedUntilDate",
      vendor: "Beispiele mit 30 Tagen, zum Ende eines Tages.",
      ours: "Beginn der Laufzeit und 168 Stunden, ausschließlich, auf die Millisekunde in UTC. Eine Ablehnung nennt diesen Zeitpunkt.",
    },
    notLate: {
      what: "Wann eine Änderung zu sehen ist",
      vendor: "Bestellungen und Kündigungen bis zu 15 Minuten später, Ereignisse bis zu 48 Stunden.",
      ours: "Der nächste Aufruf zeigt sie, und die Antwort auf die Bestellung enthält die IDs der Abonnements.",
    },
    checkout: {
      what: "Bestellung eines schon bestellten Warenkorbs",
      vendor: "Laut Dokumentation wiederholbar, beantwortet mit 800065.",
      ours: "Liefert noch einmal die erste Antwort. 800065 gibt es nur auf ein PUT an einem solchen Warenkorb.",
    },
    repetition: {
      what: "Dieselbe MS-RequestId noch einmal",
      vendor: "Soll nach einer Zeitüberschreitung wiederholt werden.",
      ours: "Die erste Antwort, auch eine Ablehnung, bleibt 24 Stunden erhalten, auch über Neustarts; sie wirkt einmal und hinterlässt eine Zeile im Protokoll. Ein zweiter Aufruf wartet auf den ersten.",
    },
    errors: {
      what: "Fehler",
      vendor: "Oft leer, oder „The request is invalid.“",
      ours: "Die dokumentierte Nummer als Zahl, der dokumentierte Satz, dann was hilft: Eigenschaft, gültige Formen, Ende des Kündigungsfensters, nötige Rolle. data[].refusal enthält den eigenen Code des Portals.",
    },
    retryAfter: {
      what: "429",
      vendor: "Stellenweise ohne Wartezeit.",
      ours: "Immer Retry-After in Sekunden.",
    },
    paging: {
      what: "Lange Listen",
      vendor: "Mehr als 50 oder 500 Einträge waren stellenweise nicht zu erreichen.",
      ours: "Wer den Links folgt, erreicht jeden Eintrag; Token gelten eine Woche und auch, während Zeilen dazukommen. Kunden, Benutzer und Rechnungen kommen ohne size ganz, für Clients, die nie blättern.",
    },
    links: {
      what: "Adressen in Links",
      vendor: "Stellenweise mit /v1, sodass Clients /v1//v1/ aufrufen.",
      ours: "Nie mit /v1, und immer mit einer Liste von Kopfzeilen.",
    },
    audit: {
      what: "Überwachungsdatensätze",
      vendor: "90 Tage.",
      ours: "Werden dauerhaft aufbewahrt und geliefert.",
    },
    enumerations: {
      what: "Werte von Aufzählungen",
      vendor: "Neue kamen innerhalb einer Version dazu und machten in typisierten Clients ganze Listen unlesbar.",
      ours: "In Version 1 kommt keiner dazu, und keiner ändert sich. Die Datei enthält alle.",
    },
    oldClients: {
      what: "Java-Clients von 2020",
      vendor:
        "Kennen den Abrechnungszyklus triennial und den Status expired nicht und verlieren eine Liste, in der sie stehen.",
      ours: "Beide sind dokumentiert und werden gesendet. Nehmen Sie einen neueren Client, oder lesen Sie solche Abonnements einzeln.",
    },
    keys: {
      what: "Product Keys und Downloads",
      vendor: "Keine öffentliche Schnittstelle.",
      ours: "Unter den Berechtigungen: options, keys, downloads. Jeder Aufruf ist ein Überwachungsdatensatz, und der Schlüssel steht in keinem.",
    },
    entitlements: {
      what: "Berechtigungen",
      vendor: "Gekündigte Positionen fehlen.",
      ours: "includeCancelled=true zeigt sie mit Menge 0; unbefristete Software und Käufe vor dem 14. Okt. 2021 sind auch dabei.",
    },
    optionalHeaders: {
      what: "MS-Contract-Version, If-Match",
      vendor: "Laut Dokumentation erforderlich.",
      ours: "Wahlfrei, weil die meisten Clients keines von beiden senden. Ein veraltetes If-Match wird mit 2055 abgelehnt.",
    },
    nextTermEdition: {
      what: "Eine andere Edition für die nächste Laufzeit",
      vendor: "scheduledNextTermInstructions darf eine andere SKU nennen.",
      ours: "Die nächste Laufzeit behält ihre Edition: Eine andere SKU ist 404/400018. Menge, Laufzeit und Abrechnungsplan lassen sich ändern.",
    },
    availabilities: {
      what: "Verfügbarkeiten",
      vendor: "Eine für alle Laufzeiten und Abrechnungszyklen einer SKU.",
      ours: "Eine für jede Laufzeit mit ihrem Abrechnungsplan. Eine Position darf einen anderen Abrechnungsplan derselben SKU nennen und bekommt dessen Angebot.",
    },
    perpetual: {
      what: "Wer unbefristete Software verkauft",
      vendor: "Nur qualifizierte Partner; andere werden mit 403/2085 abgewiesen.",
      ours: "Jeder Partner, bis der Portalbetreiber es abschaltet: Dann fehlt sie im Katalog (404/400013 bei Abruf mit id), und Warenkörbe und Bestellungen antworten mit 403/2085 und refusal perpetual-not-qualified. Dieselbe Nummer mit prerequisite-missing sagt, dass der Kunde vorher ein anderes Produkt braucht.",
    },
    mixedOrders: {
      what: "Bestellungen auf einer Seite",
      vendor: "Eine Bestellung je Abrechnungszyklus.",
      ours: "Eine Bestellung für den ganzen Warenkorb. Sie zeigt den Abrechnungsplan ihrer ersten Position, und billingType= findet sie unter jedem.",
    },
    supportContact: {
      what: "Supportkontakt eines Abonnements",
      vendor: "Kann auf einen anderen Partner gesetzt werden.",
      ours: "Immer der Partner, der es verkauft hat. PUT mit diesem liefert ihn zurück; ein anderer wird mit 900141 abgelehnt.",
    },
    directoryRoles: {
      what: "Verzeichnisrollen der Benutzer eines Kunden",
      vendor: "Alle Rollen können vergeben werden.",
      ours: "Drei werden genannt; vergeben und entzogen wird der globale Administrator, der Schlüssel und Downloads öffnet.",
    },
    payments: {
      what: "Zahlungen",
      vendor: "paidAmount und Saldo folgen den Zahlungen.",
      ours: "Das Portal führt keine Zahlungen: paidAmount ist 0, und ein Saldo ist alles, was berechnet wurde.",
    },
    webhookRemoval: {
      what: "Einen Webhook zurücknehmen",
      vendor: "Nicht möglich.",
      ours: "DELETE der Registrierung.",
    },
    times: {
      what: "Zeiten",
      vendor: "Sieben Stellen nach der Sekunde.",
      ours: "Höchstens drei, immer in UTC mit Z.",
    },
    audience: {
      what: "Token für graph.windows.net",
      vendor: "Im August 2025 abgeschafft.",
      ours: "Werden mit 900420 abgelehnt, wobei das richtige Ziel genannt wird; es sei denn, der Betreiber lässt sie für alte Anwendungen zu (API_LEGACY_AUDIENCE).",
    },
    sandbox: {
      what: "Sandbox",
      vendor: "Läuft in Echtzeit.",
      ours: "Die Uhr lässt sich vorstellen; was auf dem Weg fällig wird, wird verlängert, belastet und berechnet. Ein Aufruf führt zur Demo zurück.",
    },
    notOffered: {
      what: "Promotionen, Verträge, Preislisten-Dateien",
      vendor: "Vorhanden.",
      ours: "Noch nicht angeboten: Listen sind leer, alles andere ist 900141, damit Clients weitermachen.",
    },
  },
};
