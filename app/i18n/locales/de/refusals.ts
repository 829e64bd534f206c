import type { refusals as english } from "../en/refusals.ts";

export const refusals: typeof english = {
  "sign-in-required": {
    title: "Anmeldung nötig",
    text: "Ihre Sitzung ist beendet, oder Sie haben sich noch nicht angemeldet.",
  },
  "role-needed": {
    title: "Ihre Rolle erlaubt das nicht",
    text: "Geeignete Rollen ({{action}}): {{roles}}.",
  },
  "not-found": {
    title: "Nicht gefunden",
    text: "Diesen Datensatz gibt es nicht, oder er gehört zu einer anderen Organisation.",
    text_customer: "Diesen Kunden gibt es nicht, oder er gehört zu einer anderen Organisation.",
    text_subscription: "Dieses Abonnement gibt es nicht, oder es gehört zu einer anderen Organisation.",
    text_order: "Diese Bestellung gibt es nicht, oder sie gehört zu einer anderen Organisation.",
    text_cart: "Diesen Warenkorb gibt es nicht, oder er gehört zu einer anderen Organisation.",
    text_product: "Dieses Produkt gibt es nicht.",
    text_user: "Diesen Benutzer gibt es nicht, oder er gehört zu einer anderen Organisation.",
    text_invitation: "Diese Einladung gibt es nicht, oder sie gehört zu einer anderen Organisation.",
    "text_job-run": "Diesen Joblauf gibt es nicht.",
    "text_key-pool": "Diesen Schlüsselvorrat gibt es nicht.",
    "text_key-import": "Diesen Import von Schlüsseln gibt es nicht.",
    "text_download-file": "Diese Downloaddatei gibt es nicht.",
    "text_device-list": "Diese Geräteliste gibt es nicht, oder sie wurde verworfen.",
    "text_price-list": "Diese Preisliste gibt es nicht, oder sie wurde verworfen.",
    text_invoice: "Diese Rechnung gibt es nicht, oder sie gehört zu einer anderen Organisation.",
    text_charge: "Diese Gebühr gibt es nicht, oder sie gehört zu einer anderen Organisation.",
    "text_tax-rate": "Diesen Steuersatz gibt es nicht; vielleicht hat ihn jemand entfernt.",
    "text_support-request": "Diese Supportanfrage gibt es nicht, oder sie gehört zu einer anderen Organisation.",
    "text_support-attachment": "Diese Datei gibt es nicht, oder sie gehört zu einer anderen Organisation.",
    text_notice: "Diese Mitteilung gibt es nicht, oder sie ist nicht Ihre.",
    text_mail: "Diese Mail gibt es nicht.",
    text_calendar: "Diesen Kalender gibt es nicht.",
    text_installation: "Diese Upgrade-Installation gibt es nicht, oder sie gehört zu einer anderen Organisation.",
    text_installer: "Diesen Installationsbetrieb gibt es nicht.",
    text_partner: "Diesen Partner gibt es nicht.",
    "text_bulk-run": "Diese Sammeländerung gibt es nicht, oder sie gehört zu einer anderen Organisation.",
    text_agreement: "Diesen Vertrag gibt es nicht, oder er gehört zu einer anderen Organisation.",
    text_enrollment: "Diese Registrierung gibt es nicht, oder sie gehört zu einer anderen Organisation.",
    "text_online-service": "Diesen Dienst gibt es hier nicht.",
    "text_service-account": "Dieses Dienstkonto gibt es nicht, oder es gehört zu einer anderen Organisation.",
    "text_api-client": "Diesen API-Client gibt es nicht, oder er gehört zu einer anderen Organisation.",
    "text_api-leave": "Diese Anwendung gibt es nicht, oder sie darf nicht mehr für Sie handeln.",
    text_session:
      "Diese Sitzung gibt es bei Ihnen nicht, oder sie ist schon beendet. Die Liste zeigt, welche jetzt offen sind.",
    text_webhook: "Es ist kein Webhook eingerichtet.",
    "text_webhook-delivery":
      "Dieses Ereignis gibt es nicht, oder es gehört zu einer anderen Organisation. Ereignisse werden 30 Tage aufbewahrt.",
    text_page: "Diese Seite gibt es nicht.",
  },
  "sign-in-failed": {
    title: "Anmeldung fehlgeschlagen",
    text: "E-Mail-Adresse oder Kennwort ist falsch.",
  },
  "too-many-attempts": {
    title: "Zu viele Versuche",
    text: "Warten Sie {{retryAfter}} und versuchen Sie es dann noch einmal.",
  },
  "last-global-admin": {
    title: "Der letzte globale Administrator bleibt",
    text: "Die Organisation braucht mindestens einen globalen Administrator. Geben Sie die Rolle zuerst jemand anderem.",
  },
  "email-taken": {
    title: "E-Mail-Adresse ist vergeben",
    text: "Es gibt bereits einen Benutzer mit der Adresse {{email}}.",
  },
  "password-too-weak": {
    title: "Das Kennwort ist zu schwach",
    text: "Wählen Sie ein anderes Kennwort.",
    "text_too-short": "Wählen Sie ein Kennwort mit mindestens 12 Zeichen.",
    "text_too-long": "Wählen Sie ein Kennwort mit höchstens 128 Zeichen.",
    "text_too-common":
      "Dieses Kennwort steht auf der Liste der Kennwörter, die Angreifer zuerst versuchen. Wählen Sie ein anderes.",
    "text_contains-context":
      "Das Kennwort enthält Ihren Namen, Ihre E-Mail-Adresse oder den Namen des Portals. Wählen Sie ein anderes.",
  },
  "password-wrong": {
    title: "Das Kennwort ist falsch",
    text: "Das ist nicht Ihr jetziges Kennwort. Es wurde nichts geändert.",
  },
  "password-link-invalid": {
    title: "Dieser Link gilt nicht mehr",
    text: "Der Link wurde bereits verwendet, ist abgelaufen oder durch einen neueren ersetzt. Bitten Sie die Person, die ihn geschickt hat, um einen neuen.",
  },
  "sandbox-only": {
    title: "Nur in der Sandbox",
    text: "Das Portal läuft im Produktivbetrieb, dort ist das nicht möglich.",
  },
  "idempotency-key-reused": {
    title: "Bereits anders abgesendet",
    text: "Dieses Formular wurde schon mit anderen Angaben abgesendet. Laden Sie die Seite neu, um zu sehen, was geschehen ist.",
  },
  "changed-meanwhile": {
    title: "Inzwischen geändert",
    text: "Jemand anderes oder ein Job hat diesen Datensatz geändert, während Sie ihn ansahen. Es wurde nichts ausgeführt; sehen Sie ihn sich noch einmal an.",
  },
  "bulk-nothing-selected": {
    title: "Nichts ist ausgewählt",
    text: "Wählen Sie die Abonnements aus, die geändert werden sollen, oder alle, auf die der Filter passt.",
  },
  "bulk-too-many": {
    title: "Zu viele auf einmal",
    text: "Eine Sammeländerung umfasst bis zu {{rowsMax}} Abonnements. Grenzen Sie den Filter ein, und ändern Sie in mehreren Schritten.",
  },
  "bulk-nothing-to-do": {
    title: "Es gibt nichts auszuführen",
    text: "Keines der ausgewählten Abonnements lässt sich so ändern; jede Zeile sagt, warum.",
  },
  "bulk-terms-moved": {
    title: "Nicht mehr so, wie es gezeigt wurde",
    text: "Was zu dieser Änderung gezeigt wurde, gilt nicht mehr. Es wurde nichts geändert; sehen Sie es sich noch einmal an.",
    text_term:
      "Für das Abonnement hat seit der Anzeige eine andere Laufzeit begonnen. Es wurde nichts geändert; sehen Sie es sich noch einmal an.",
    text_credit:
      "Die Gutschrift wäre jetzt eine andere als gezeigt. Es wurde nichts geändert; sehen Sie es sich noch einmal an.",
    text_price:
      "Der Preis der nächsten Laufzeit ist jetzt ein anderer als gezeigt. Es wurde nichts geändert; sehen Sie es sich noch einmal an.",
    "text_next-term":
      "Seit der Anzeige wurde eine andere nächste Laufzeit vorgemerkt. Es wurde nichts geändert; sehen Sie es sich noch einmal an.",
  },
  "bulk-row-failed": {
    title: "Im Portal ist etwas schiefgegangen",
    text: "Dieses Abonnement konnte nicht geändert werden und ist, wie es war. Versuchen Sie es auf seiner eigenen Seite.",
  },
  "webhook-target-refused": {
    title: "Adresse wird nicht angenommen",
    text: "An diese Adresse können keine Ereignisse gesendet werden.",
    "text_no-address": "Das ist keine Webadresse wie https://example.com/ereignisse.",
    "text_not-https": "Ereignisse werden verschlüsselt gesendet: Die Adresse muss mit https beginnen.",
    "text_with-password":
      "Die Adresse darf weder Benutzernamen noch Passwort enthalten. Prüfen Sie stattdessen die Signatur.",
    "text_with-fragment": "Lassen Sie den Teil nach # weg: Er wird nie gesendet.",
    text_private: "An diesen Rechner und in private Netze werden keine Ereignisse gesendet.",
    "text_too-long": "Die Adresse ist länger als 2.000 Zeichen.",
  },
  "leave-not-possible": {
    title: "Diese Anwendung kann nicht zugelassen werden",
    text: "An die Anwendung wurde nichts gesendet.",
    "text_client-unknown":
      "Keine Anwendung Ihrer Organisation hat diese ID, oder sie wurde widerrufen. An die Anwendung wurde nichts gesendet. Fragen Sie, von wem der Link stammt.",
    "text_redirect-unknown":
      "Die Anwendung hat eine Antwort an eine Adresse verlangt, die für sie nicht eingetragen ist. Dorthin wurde nichts gesendet. Wer die Anwendung betreut, kann die Adresse unter Einstellungen, API-Clients hinzufügen.",
  },
  "webhook-exists": {
    title: "Es ist bereits ein Webhook eingerichtet",
    text: "Eine Organisation hat einen Webhook. Ändern Sie ihn, oder entfernen Sie ihn zuerst.",
  },
  "webhook-without-test-event": {
    title: "Das Testereignis ist nicht ausgewählt",
    text: "Der Webhook erhält test-created nicht. Fügen Sie es zuerst seinen Ereignissen hinzu.",
  },
  "invalid-field": { title: "Eine Angabe wird nicht angenommen", text: "{{field}}: {{reason}}" },
  "market-closed": {
    title: "In diesem Markt nicht verfügbar",
    text: "{{kinds}}: in diesem Markt nicht verfügbar ({{market}}).",
  },
  "market-without-currency": {
    title: "Keine Währung für diesen Markt",
    text: "Für diesen Markt ist keine Währung festgelegt, dort kann nichts gekauft werden ({{market}}).",
  },
  "perpetual-not-qualified": {
    title: "Ihre Organisation verkauft keine unbefristete Software",
    text: "Unbefristete Software verkaufen nur qualifizierte Partner, und Ihre Organisation gehört nicht dazu. Bitten Sie den Portalbetreiber, sie freizuschalten. Was bereits gekauft wurde, bleibt unverändert.",
  },
  "customer-may-not-buy": {
    title: "Der Kunde darf nicht kaufen",
    text: "Der Prüfstatus des Kunden lautet: {{validationStatus}}. Käufe sind möglich, sobald er zugelassen ist.",
  },
  "quantity-out-of-limits": {
    title: "Menge außerhalb der Grenzen",
    text: "Die Menge muss zwischen {{quantityMin}} und {{quantityMax}} liegen.",
  },
  "term-not-offered": {
    title: "Laufzeit wird nicht angeboten",
    text: "Dieses Produkt wird nicht mit dieser Laufzeit angeboten: {{termDuration}}.",
    text_none: "Dieses Produkt wird nur mit einer Laufzeit angeboten.",
  },
  "billing-plan-not-offered": {
    title: "Abrechnungsplan wird nicht angeboten",
    text: "Dieses Produkt wird nicht mit diesem Abrechnungsplan angeboten: {{billingPlan}}.",
  },
  "billing-plan-longer-than-term": {
    title: "Abrechnungsplan ist länger als die Laufzeit",
    text: "Der Abrechnungsplan ({{billingPlan}}) ist länger als die Laufzeit ({{termDuration}}).",
  },
  "no-price": {
    title: "Kein Preis",
    text: "Die Preisliste enthält für dieses Produkt keinen Preis in diesem Markt: {{market}}.",
  },
  "prerequisite-missing": {
    title: "Vorher ist etwas anderes nötig",
    text: "Der Kunde braucht zuerst eines dieser Produkte: {{skus}}.",
  },
  "cart-expired": {
    title: "Der Warenkorb ist abgelaufen",
    text: "Der Warenkorb ist abgelaufen: {{expiredAt}}. Beginnen Sie einen neuen; Preise können sich geändert haben.",
  },
  "cart-empty": { title: "Der Warenkorb ist leer", text: "Fügen Sie mindestens ein Produkt hinzu." },
  "cart-too-long": {
    title: "Der Warenkorb ist voll",
    text: "Ein Warenkorb fasst höchstens {{linesMax}} Positionen. Kaufen Sie zuerst diese.",
  },
  "cart-line-not-found": {
    title: "Position nicht gefunden",
    text: "Der Warenkorb hat keine Position {{lineNumber, plain}} mehr. Sehen Sie ihn sich noch einmal an.",
  },
  "cart-lines-rejected": {
    title: "Einige Positionen können nicht gekauft werden",
    text_one:
      "{{count}} Position, die eine Anwendung in den Warenkorb gelegt hat, kann nicht gekauft werden. Entfernen Sie sie, oder lassen Sie die Anwendung den Warenkorb neu schreiben.",
    text: "Positionen, die eine Anwendung in den Warenkorb gelegt hat, können nicht gekauft werden. Entfernen Sie sie, oder lassen Sie die Anwendung den Warenkorb neu schreiben.",
    text_other:
      "{{count}} Positionen, die eine Anwendung in den Warenkorb gelegt hat, können nicht gekauft werden. Entfernen Sie sie, oder lassen Sie die Anwendung den Warenkorb neu schreiben.",
  },
  "promotion-not-offered": {
    title: "Keine Aktionsangebote",
    text: "Hier gibt es keine Aktionsangebote. Lassen Sie das Angebot weg.",
  },
  "term-end-not-chosen": {
    title: "Das Ende einer Laufzeit folgt aus ihrer Länge",
    text: "Nur Onlinedienste enden an einem selbst gewählten Tag. Lassen Sie den Tag weg.",
  },
  "cart-checked-out": {
    title: "Bereits gekauft",
    text: "Dieser Warenkorb wurde bereits gekauft, als Bestellung {{orderId}}.",
  },
  "currency-mixed": {
    title: "Eine Bestellung, eine Währung",
    text: "Die anderen Positionen haben Preise in {{currency}}. Bestellen Sie dieses Produkt getrennt.",
  },
  "price-moved": {
    title: "Preise haben sich geändert",
    text: "Seit Sie den Warenkorb angesehen haben, haben sich diese Preise geändert: {{lines}}. Sehen Sie ihn sich noch einmal an und bestätigen Sie.",
  },
  "subscription-cancelled": {
    title: "Das Abonnement ist gekündigt",
    text: "Das Abonnement wurde gekündigt: {{cancelledAt}}.",
  },
  "subscription-expired": {
    title: "Das Abonnement ist abgelaufen",
    text: "Das Abonnement ist abgelaufen: {{expiredAt}}.",
  },
  "being-renewed": {
    title: "Das Abonnement wird gerade verlängert",
    text: "Die Laufzeit ist zu Ende ({{termEndedAt}}), die nächste wird gerade eingerichtet. Versuchen Sie es in einigen Minuten wieder.",
  },
  "on-hold": {
    title: "Das Abonnement ist angehalten",
    text: "Es ist angehalten, bis es jemand geprüft hat (seit {{heldAt}}).",
    text_runaway:
      "Es ist angehalten (seit {{heldAt}}), weil ein Lauf ihm zu viele Laufzeiten oder Belastungen gegeben hätte.",
    text_failing: "Es ist angehalten (seit {{heldAt}}), weil seine Verlängerung immer wieder fehlgeschlagen ist.",
  },
  "not-on-hold": {
    title: "Nicht angehalten",
    text: "Das Abonnement ist nicht angehalten, es gibt also nichts freizugeben.",
  },
  "bought-before-auto-renew": {
    title: "Vor der automatischen Verlängerung gekauft",
    text: "Kaufdatum: {{purchasedOn}}. Abonnements, die vor dem 14. Oktober 2021 erworben wurden, können nicht automatisch verlängert werden.",
  },
  "auto-renew-already": {
    title: "Nichts umzuschalten",
    text: "Die automatische Verlängerung ist bereits so eingestellt.",
    text_on: "Die automatische Verlängerung ist bereits eingeschaltet.",
    text_off: "Die automatische Verlängerung ist bereits ausgeschaltet.",
  },
  "auto-renew-off": {
    title: "Automatische Verlängerung ist ausgeschaltet",
    text: "Es gibt keine nächste Laufzeit, weil die automatische Verlängerung ausgeschaltet ist. Schalten Sie sie zuerst ein.",
  },
  "auto-renew-off-planned": {
    title: "Die automatische Verlängerung wird ausgeschaltet",
    text: "Die automatische Verlängerung wird am {{offAt}} ausgeschaltet, bevor die Laufzeit endet. Es gibt keine nächste Laufzeit, außer Sie lassen sie eingeschaltet.",
  },
  "planned-day-out-of-range": {
    title: "Wählen Sie einen anderen Tag",
    text: "Wählen Sie einen Tag vom {{firstOn}} bis zum {{lastOn}}.",
  },
  "nothing-planned": {
    title: "Nichts zurückzunehmen",
    text: "Es ist kein Tag gewählt, an dem die automatische Verlängerung ausgeschaltet wird.",
  },
  "no-next-term-change": {
    title: "Nichts rückgängig zu machen",
    text: "Für die nächste Laufzeit ist keine Änderung vorgesehen.",
  },
  "cancellation-window-closed": {
    title: "Die Kündigungsfrist ist abgelaufen",
    text: "Eine Kündigung war möglich bis {{closedAt}}.",
  },
  "not-cancellable": {
    title: "Im Portal nicht kündbar",
    text: "Dieses Produkt kann im Portal nicht gekündigt werden.",
    "text_plan-never-cancelled": "Pläne von Red Hat und SUSE können im Portal nicht gekündigt werden.",
    text_reservation: "Reservierungen können im Portal nicht gekündigt werden.",
  },
  "under-review": {
    title: "Ihr Anbieter muss zuerst prüfen",
    text: "Ihr Anbieter prüft diese Kündigung zuerst (Bestellung {{orderId}}, Position {{lineNumber, plain}}). Stellen Sie eine Kundensupportanfrage.",
  },
  "notice-not-confirmed": {
    title: "Bestätigung fehlt",
    text: "Lesen Sie den Hinweis und setzen Sie das Häkchen, um ihn zu bestätigen.",
  },
  "quantity-fixed-in-term": {
    title: "Die Menge steht während einer Laufzeit fest",
    text: "Die Menge kann für die nächste Laufzeit geändert werden. Wenn Sie jetzt mehr brauchen, kaufen Sie ein weiteres Abonnement.",
  },
  "plan-fixed-in-term": {
    title: "Der Abrechnungsplan steht während einer Laufzeit fest",
    text: "Der Abrechnungsplan kann für die nächste Laufzeit geändert werden.",
  },
  "purchase-cancelled": {
    title: "Der Kauf ist gekündigt",
    text: "Position {{lineNumber, plain}} der Bestellung {{orderId}} wurde gekündigt: {{cancelledAt}}.",
  },
  "price-ended": {
    title: "Kein Preis mehr",
    text: "Die Preisliste enthält keinen Preis mehr in diesem Markt ({{market}}) für eine Laufzeit von {{termDuration}} mit dem Abrechnungsplan {{billingPlan}}.",
  },
  "currency-changed": {
    title: "Die Währung hat sich geändert",
    text: "Preise dieses Marktes lauten jetzt auf {{newCurrency}} statt {{oldCurrency}}. Kaufen Sie stattdessen ein neues Abonnement.",
  },
  runaway: {
    title: "Vorsorglich angehalten",
    text: "Ein Lauf hätte für dieses Abonnement mehr als {{countMax}} Schritte getan und wurde angehalten.",
  },
  "password-proof-needed": {
    title: "Geben Sie Ihr Kennwort noch einmal ein",
    text: "Schlüssel werden nur angezeigt, wenn das Kennwort in den letzten fünf Minuten eingegeben wurde.",
  },
  "entitlement-cancelled": {
    title: "Der Kauf ist gekündigt",
    text: "Gekündigt am {{cancelledAt}}. Schlüssel und Downloadlinks sind endgültig widerrufen; die Software muss entfernt werden.",
  },
  "entitlement-expired": {
    title: "Das Abonnement ist abgelaufen",
    text: "Abgelaufen am {{expiredAt}}. Schlüssel und Downloads sind nicht mehr verfügbar.",
  },
  "no-key-needed": {
    title: "Kein Schlüssel nötig",
    text: "Dieses Produkt ist ein Nutzungsrecht und kommt ohne Product Key.",
  },
  "kms-not-available": {
    title: "KMS-Schlüssel gibt es nicht",
    text: "Software wird mit einem Mehrfachaktivierungsschlüssel (MAK) aktiviert. KMS-Schlüssel werden auch auf Anfrage nicht ausgegeben. Der Planer zeigt, wie Geräte ohne Ausfallzeit von KMS zu einem MAK wechseln.",
  },
  "version-not-offered": {
    title: "Version wird nicht angeboten",
    text: "Dieses Produkt gibt es nicht in dieser Version. Wählen Sie eine der angebotenen.",
  },
  "key-pool-empty": {
    title: "Kein Schlüssel vorrätig",
    text: "Für die Version {{version}} ist derzeit kein Schlüssel vorrätig. Der Anbieter ist benachrichtigt. Nichts geht verloren; versuchen Sie es später noch einmal.",
    text_none:
      "Derzeit ist kein Schlüssel vorrätig. Der Anbieter ist benachrichtigt. Nichts geht verloren; versuchen Sie es später noch einmal.",
  },
  "key-not-issued": {
    title: "Kein Schlüssel zum Zurückziehen",
    text: "Für diese Version wurde kein Schlüssel ausgegeben, also gibt es keinen zurückzuziehen.",
  },
  "no-download-needed": {
    title: "Kein Download nötig",
    text: "Dieses Produkt ist ein Nutzungsrecht und kommt ohne Download.",
  },
  "download-not-offered": {
    title: "Diesen Download gibt es nicht",
    text: "Für diese Auswahl von Version, Sprache, Dateityp und Betriebssystem gibt es keine Datei.",
  },
  "link-invalid": {
    title: "Der Link ist ungültig",
    text: "Der Link ist unvollständig oder wurde verändert. Lassen Sie ihn sich noch einmal geben und kopieren Sie ihn ganz.",
  },
  "link-revoked": {
    title: "Der Link ist widerrufen",
    text: "Der Kauf hinter diesem Link ist gekündigt oder abgelaufen, oder die Datei wurde zurückgenommen.",
  },
  "link-expired": {
    title: "Der Link ist abgelaufen",
    text: "Der Link war gültig bis {{expiredAt}}. Lassen Sie sich einen neuen geben.",
  },
  "device-list-unreadable": {
    title: "Das ist keine Geräteliste",
    text: "Die Liste ließ sich nicht lesen.",
    text_empty: "Die Liste enthält kein Gerät. Sie braucht je Gerät eine Zeile mit Name und letzter Aktivierung.",
    "text_no-name-column": "Es gibt keine Spalte mit den Namen der Geräte. Nennen Sie eine in der ersten Zeile „Name“.",
    "text_no-activation-column":
      "Es gibt keine Spalte mit der letzten Aktivierung. Nennen Sie eine in der ersten Zeile „Letzte Aktivierung“.",
  },
  "device-list-too-long": {
    title: "Zu viele Geräte",
    text: "Der Plan eines Kunden fasst höchstens {{devicesMax}} Geräte. Es wurde nichts übernommen.",
  },
  "device-list-refused": {
    title: "Zeilen der Liste sind abgelehnt",
    text: "Zeilen sind abgelehnt. Bestätigen Sie, dass sie wegbleiben, oder berichtigen Sie die Liste und laden Sie sie neu hoch.",
    text_one:
      "Eine Zeile ist abgelehnt. Bestätigen Sie, dass sie wegbleibt, oder berichtigen Sie die Liste und laden Sie sie neu hoch.",
    text_other:
      "{{count}} Zeilen sind abgelehnt. Bestätigen Sie, dass sie wegbleiben, oder berichtigen Sie die Liste und laden Sie sie neu hoch.",
  },
  "devices-not-chosen": { title: "Kein Gerät ausgewählt", text: "Wählen Sie mindestens ein Gerät aus." },
  "key-pool-exists": {
    title: "Diesen Vorrat gibt es schon",
    text: "Für dieses Produkt und diese Version gibt es schon einen Schlüsselvorrat. Fügen Sie die Schlüssel dort hinzu.",
  },
  "key-import-running": {
    title: "Eine Schlüsseldatei wird gelesen",
    text: "Für diesen Vorrat wird noch eine andere Schlüsseldatei gelesen. Warten Sie, bis sie fertig ist.",
  },
  "key-import-closed": {
    title: "Dieser Import ist abgeschlossen",
    text: "Die Schlüssel dieser Datei wurden schon übernommen oder verworfen.",
  },
  "key-file-refused": {
    title: "Die Schlüsseldatei wird nicht angenommen",
    text_one: "Eine Zeile wird nicht angenommen, daher wurde kein Schlüssel aus der Datei übernommen.",
    text_other: "{{count}} Zeilen werden nicht angenommen, daher wurde kein Schlüssel aus der Datei übernommen.",
    text: "Zeilen werden nicht angenommen, daher wurde kein Schlüssel aus der Datei übernommen.",
  },
  "key-file-empty": {
    title: "Die Schlüsseldatei ist leer",
    text: "Die Datei enthält keinen Schlüssel. Schreiben Sie einen Schlüssel in jede Zeile.",
  },
  "key-file-too-long": {
    title: "Die Schlüsseldatei ist zu lang",
    text: "Eine Datei hat höchstens {{linesMax}} Zeilen. Teilen Sie sie in mehrere Dateien.",
  },
  "support-closed": {
    title: "Die Anfrage ist geschlossen",
    text: "Eine geschlossene Anfrage nimmt nichts mehr auf. Öffnen Sie sie zuerst wieder, und schreiben Sie, warum.",
  },
  "support-text-needed": { title: "Es fehlt ein Text", text: "Schreiben Sie, was die andere Seite wissen muss." },
  "support-nothing-changed": {
    title: "Nichts zu speichern",
    text: "Schreiben Sie etwas, oder wählen Sie, was sich ändern soll.",
  },
  "support-status-not-yours": {
    title: "Das können Sie nicht wählen",
    text: "Nur der Anbieter gibt eine Anfrage zurück. Schreiben Sie eine Nachricht, oder schließen Sie die Anfrage.",
  },
  "support-granted": {
    title: "Bereits gewährt",
    text: "Zu dieser Anfrage wurde am {{grantedAt}} eine Kündigung gewährt. Das geschieht nur einmal.",
  },
  "grant-above-charged": {
    title: "Mehr als berechnet",
    text: "Höchstens {{amountMax}} können gewährt werden: was für die laufende Laufzeit berechnet wurde.",
  },
  "grant-not-possible": {
    title: "Nichts zu kündigen",
    text: "Die Anfrage nennt weder eine Bestellposition noch ein Abonnement; es gibt nichts, was gekündigt werden könnte.",
  },
  "attachment-refused": {
    title: "Eine Datei wurde nicht angenommen",
    text: "„{{fileName}}“ wurde nicht angenommen: Der Inhalt ist weder PDF noch PNG, JPEG oder reiner Text (UTF-8). Es wurde nichts gesendet.",
    text_empty: "„{{fileName}}“ wurde nicht angenommen: Die Datei ist leer. Es wurde nichts gesendet.",
    "text_too-big": "„{{fileName}}“ wurde nicht angenommen: Die Datei ist größer als 10 MB. Es wurde nichts gesendet.",
  },
  "attachments-too-many": {
    title: "Zu viele Dateien",
    text: "Höchstens {{countMax}} Dateien passen hinein. Es wurde nichts gesendet.",
  },
  "installation-wrong-state": {
    title: "Nicht in diesem Zustand",
    text: "Das geht nicht, solange der Auftrag ein Entwurf ist.",
    "text_verification-open": "Das geht nicht, solange die Lizenzbestätigung auf die Unterschrift wartet.",
    text_sent: "Das geht nicht, solange der Installationsbetrieb die Lizenzbestätigung nicht beantwortet hat.",
    text_confirmed: "Das geht nicht mehr: Die Lizenzbestätigung ist angenommen.",
    text_imaging: "Das geht nicht mehr: Die Installation hat begonnen.",
    text_done: "Das geht nicht mehr: Alle Geräte sind installiert.",
    text_cancelled: "Das geht nicht mehr: Der Auftrag wurde abgebrochen.",
  },
  "installation-held": {
    title: "Durch eine Untersuchung angehalten",
    text: "Seit {{heldAt}} läuft eine Untersuchung. Bis sie aufgehoben ist, wird nichts mehr installiert oder geändert.",
  },
  "installation-not-held": {
    title: "Keine Untersuchung offen",
    text: "Es läuft keine Untersuchung, die aufgehoben werden könnte.",
  },
  "installation-devices-missing": {
    title: "Noch keine Geräte",
    text: "Fügen Sie zuerst die Geräte hinzu, die installiert werden sollen.",
  },
  "installation-devices-too-many": {
    title: "Zu viele Geräte",
    text: "Ein Auftrag umfasst höchstens {{devicesMax}} Geräte. Es wurde nichts übernommen.",
  },
  "installation-list-empty": {
    title: "Die Liste ist leer",
    text: "Geben Sie je Zeile ein Gerät an, mindestens mit Seriennummer und Basissystem.",
  },
  "installation-list-refused": {
    title: "Die Liste wurde nicht übernommen",
    text: "Zeilen sind fehlerhaft, daher wurde nichts aus der Liste übernommen.",
    text_one: "Eine Zeile ist fehlerhaft, daher wurde nichts aus der Liste übernommen.",
    text_other: "{{count}} Zeilen sind fehlerhaft, daher wurde nichts aus der Liste übernommen.",
  },
  "device-not-qualified": {
    title: "Nicht jedes Gerät ist qualifiziert",
    text: "Diese Geräte haben keine Basis, die als qualifizierend bekannt ist: {{serialNumbers}}. Berichtigen oder entfernen Sie sie, oder warten Sie die Entscheidung über unbekannte ab.",
  },
  "coa-missing": {
    title: "Ein Echtheitszertifikat fehlt",
    text: "An jedem Gerät muss ein Echtheitszertifikat (COA) angebracht sein, bevor etwas installiert wird. Es fehlt bei: {{serialNumbers}}.",
  },
  "licence-proof-missing": {
    title: "Der Nachweis der Basislizenz fehlt",
    text: "Nennen Sie Rechnung oder Bestellung der Basislizenz für: {{serialNumbers}}.",
  },
  "verification-pending": {
    title: "Eine Fassung wartet schon",
    text: "Fassung {{number}} wartet auf die Unterschrift oder auf die Antwort des Installationsbetriebs.",
  },
  "nothing-to-verify": {
    title: "Nichts zu bestätigen",
    text: "Jedes Gerät ist durch eine angenommene Fassung abgedeckt.",
  },
  "verification-incomplete": {
    title: "Das Formular ist nicht vollständig",
    text: "Nur vollständige, unterzeichnete und datierte Formulare können übergeben werden.",
    text_customerName: "Der Firmenname des Kunden fehlt.",
    text_customerAddress: "Die Anschrift des Kunden fehlt.",
    text_contactName: "Der Ansprechpartner des Kunden fehlt.",
    text_contactEmail: "Die E-Mail-Adresse des Ansprechpartners fehlt.",
    text_name: "Der Name des Unterzeichners fehlt.",
    text_title: "Die Funktion des Unterzeichners fehlt.",
    text_signedOn: "Das Datum der Unterschrift fehlt.",
    text_acknowledgement: "Die Erklärungen müssen bestätigt werden.",
    text_file: "Das unterzeichnete Formular fehlt: Wählen Sie eine Datei.",
  },
  "signed-in-future": {
    title: "Das Datum liegt in der Zukunft",
    text: "Das Formular trägt das Datum {{signedOn}}; heute ist der {{today}} (UTC). Tragen Sie den Tag der Unterschrift ein.",
  },
  "signature-is-the-customers": {
    title: "Nur der Kunde unterzeichnet",
    text: "Der Kunde bestätigt seine eigenen Lizenzen: Es unterzeichnet sein globaler Administrator oder ein Vereinbarungsadministrator dieses Vertrags, nie ein Partner.",
  },
  "signed-file-refused": {
    title: "Das unterzeichnete Formular wurde nicht angenommen",
    text: "„{{fileName}}“ ist weder ein PDF noch ein Scan als PNG oder JPEG. Es wurde nichts übergeben.",
  },
  "installer-has-access": {
    title: "Der Installationsbetrieb antwortet selbst",
    text: "{{installer}} arbeitet hier mit und hält Antworten und Installationen auf der eigenen Seite fest. Niemand tut das an seiner Stelle.",
  },
  "answer-evidence-needed": {
    title: "Die schriftliche Antwort fehlt",
    text: "Nennen Sie, wer geantwortet hat, und fügen Sie die Antwort so hinzu, wie sie kam: als PDF oder Bild.",
  },
  "answer-day-wrong": {
    title: "Der Tag der Antwort passt nicht",
    text: "Die Antwort trägt ein Datum vom {{signedOn}}, dem Tag der Unterschrift, bis zum {{today}}.",
  },
  "verification-answered": {
    title: "Schon beantwortet",
    text: "Diese Fassung wurde am {{answeredAt}} beantwortet. Eine Antwort bleibt, wie sie ist.",
  },
  "answer-text-needed": {
    title: "Bitte schriftlich",
    text: "Die Antwort oder der Grund muss in Worten angegeben werden.",
  },
  "device-not-released": {
    title: "Das Gerät ist nicht freigegeben",
    text: "Keine angenommene Lizenzbestätigung führt {{serialNumber}} so auf, wie es jetzt ist. Vor der schriftlichen Bestätigung wird nichts installiert.",
  },
  "device-imaged-already": {
    title: "Schon installiert",
    text: "Für {{serialNumber}} ist schon ein Image erfasst.",
  },
  "imaging-before-acceptance": {
    title: "Vor der Bestätigung begonnen",
    text: "Die Installation kann nicht vor der Annahme der Lizenzbestätigung am {{acceptedAt}} begonnen haben und nicht in der Zukunft.",
  },
  "base-kept-without-sa": {
    title: "Die Basis muss entfernt werden",
    text: "{{serialNumber}} hat keine aktive Windows SA: Das Basissystem wird bei der Installation des Upgrades entfernt.",
  },
  "return-address-microsoft": {
    title: "Nicht an Microsoft",
    text: "Schicken Sie das Formular nicht an Microsoft. Es geht nach den Anweisungen des OEM oder LSP an diesen.",
  },
  "nothing-to-decide": {
    title: "Nichts zu entscheiden",
    text: "Das Ergebnis für dieses Gerät folgt aus der Tabelle.",
  },
  "download-store-full": {
    title: "Kein Platz für die Datei",
    text: "Der Speicher für Downloaddateien ist voll. Von der Datei wurde nichts behalten; schaffen Sie Platz und laden Sie sie noch einmal hoch.",
  },
  "download-incomplete": {
    title: "Das Hochladen ist abgebrochen",
    text: "Nur {{receivedBytes}} von {{expectedBytes}} Bytes sind angekommen. Von der Datei wurde nichts behalten; laden Sie sie noch einmal hoch.",
  },
  "price-list-refused": {
    title: "Die Preisliste wird nicht angenommen",
    text_one: "Eine Zeile wird nicht angenommen, daher wurde nichts aus der Datei übernommen.",
    text_other: "{{count}} Zeilen werden nicht angenommen, daher wurde nichts aus der Datei übernommen.",
    text: "Zeilen werden nicht angenommen, daher wurde nichts aus der Datei übernommen.",
  },
  "product-list-refused": {
    title: "Die Produktliste wird nicht angenommen",
    text: "Die Datei lässt sich nicht als Produktliste lesen, daher wurde nichts aus ihr übernommen.",
  },
  "tax-rate-exists": {
    title: "Ab diesem Tag gibt es schon einen Satz",
    text: "Für diesen Markt ({{market}}) gilt ab {{startsOn}} schon ein Satz. Entfernen Sie ihn zuerst, oder wählen Sie einen anderen Tag.",
  },
  "tax-rate-used": {
    title: "Der Satz steht auf einer Rechnung",
    text: "Eine gestellte Rechnung wurde mit diesem Satz gemacht, darum bleibt er. Tragen Sie ab einem späteren Tag einen anderen ein.",
  },
  "agreement-role-needed": {
    title: "Dafür ist eine Rolle am Vertrag nötig",
    text: "Dazu ({{action}}) ist eine dieser Rollen am Vertrag nötig: {{roles}}.",
  },
  "agreement-number-taken": {
    title: "Diese Vertragsnummer gibt es schon",
    text: "Der Vertrag {{number}} ist bereits erfasst. Prüfen Sie die Nummer.",
  },
  "enrollment-number-taken": {
    title: "Diese Registrierungsnummer gibt es schon",
    text: "Die Registrierung {{number}} ist bereits erfasst. Prüfen Sie die Nummer.",
  },
  "reservation-not-granted": {
    title: "Reservieren ist nicht erlaubt",
    text: "Ein Online Services Manager darf unter der Registrierung {{number}} nur mit „Reservierungen verwalten“ reservieren. Das erteilt ein Vereinbarungsadministrator.",
  },
  "government-not-reservable": {
    title: "Dieser Dienst lässt sich nicht reservieren",
    text: "{{service}} ist ein Dienst der US Government Community Cloud. Er kann bestellt, aber nicht reserviert werden.",
  },
  "enrollment-over": {
    title: "Die Registrierung ist beendet",
    text: "Sie endete am {{endedOn}}. Bestellen Sie unter der Registrierung, die sie verlängert.",
  },
  "activation-sends-used-up": {
    title: "Heute keine E-Mail mehr",
    text: "Je Registrierung können {{countMax}} Aktivierungs-E-Mails am Tag gesendet werden. Versuchen Sie es morgen (UTC) wieder, und prüfen Sie zuerst die Adresse.",
  },
  "no-subscription-contact": {
    title: "Es gibt keinen Abonnementkontakt",
    text: "Für diese Registrierung ist niemand benannt. Tragen Sie zuerst den Kontakt ein; damit wird die E-Mail gesendet.",
  },
  "activation-mail-withheld": {
    title: "Es wurde keine E-Mail gesendet",
    text: "Etwas steht dagegen. Die Seite des Dienstes sagt, was.",
    "text_no-order":
      "Für diesen Dienst gibt es weder eine Bestellung noch eine Reservierung. Fragen Sie den Handelspartner.",
    "text_reservation-pending": "Die Reservierung ist noch nicht wirksam.",
    "text_reservation-not-processed":
      "Die Reservierung wurde nicht rechtzeitig verarbeitet. Fragen Sie den VLSC-Support.",
    "text_usage-date-ahead": "Das Nutzungsdatum liegt in der Zukunft. Die E-Mail geht dann von selbst hinaus.",
    "text_no-contact": "Für diese Registrierung ist niemand benannt. Tragen Sie zuerst den Kontakt ein.",
    "text_already-linked": "Die Registrierung gehört bereits zu einem Dienstkonto; dort sind ihre Lizenzen.",
    "text_renewed-same-name": "Die Registrierung wurde dem Konto der verlängerten Registrierung zugeordnet.",
    "text_domain-verified": "Die Domäne des Kontakts ist an einem Dienstkonto überprüft; dorthin gehen die Lizenzen.",
    "text_contact-is-admin": "Der Kontakt ist Administrator eines Dienstkontos; dorthin gehen die Lizenzen.",
    "text_outlook-com": "Aktivierungs-E-Mails gehen nicht an outlook.com. Tragen Sie eine andere Adresse ein.",
  },
  "activation-link-invalid": {
    title: "Dieser Link führt nirgendwohin",
    text: "Er ist unvollständig oder stammt nicht aus diesem Portal. Öffnen Sie ihn erneut aus der E-Mail, oder lassen Sie eine neue senden.",
  },
  "activation-link-expired": {
    title: "Der Link ist abgelaufen",
    text: "Er galt bis einschließlich {{expiredOn}} (UTC), sechs Monate nach dem Kauf. Der Support kann ihn wieder gültig machen.",
  },
  "enrollment-linked": {
    title: "Die Registrierung gehört zu einem anderen Konto",
    text: "Sie ist {{account}} zugeordnet, und eine Registrierung gehört nie zu zwei Konten. Ist es das falsche, ordnet der Support sie neu zu.",
  },
  "enrollment-not-linked": {
    title: "Die Registrierung gehört noch zu keinem Konto",
    text: "Aktivieren Sie sie zuerst über den Link in der Aktivierungs-E-Mail.",
  },
  "enrollment-undivided": {
    title: "Eine Registrierung lässt sich nicht aufteilen",
    text: "Alle Lizenzen einer Registrierung gehen an ein Konto. Ein weiteres Konto braucht eine eigene Registrierung: Fragen Sie Ihren Handelspartner oder Konto-Manager.",
  },
  "account-domain-wrong": {
    title: "Das ist keine Domäne des Kontos",
    text: "Geben Sie eine Domäne des gewählten Kontos ein, um zu bestätigen, dass es das richtige ist.",
  },
  "account-domain-taken": {
    title: "Die Domäne ist schon überprüft",
    text: "{{domain}} gehört bereits zu einem Konto. Ein neues Konto braucht eine eigene Domäne.",
  },
  "account-name-exists": {
    title: "Es gibt ein Konto mit diesem Namen",
    text: "{{account}} gibt es bereits. Ein neues Konto wird separat verwaltet, mit eigenen E-Mail-Domänen. Bestätigen Sie, dass Sie ein zweites möchten.",
  },
  "account-admin-needed": {
    title: "Sie sind kein globaler Administrator dieses Kontos",
    text: "Melden Sie sich als globaler Administrator des Kontos an, zu dem die Lizenzen gehen sollen, oder leiten Sie die E-Mail an einen weiter.",
  },
  "licences-used-up": {
    title: "Es sind nicht genug Lizenzen da",
    text: "{{quantity}} Lizenzen sind aktiv. Entziehen Sie zuerst anderen welche, oder bestellen Sie mehr.",
  },
  "activation-case-done": {
    title: "Das ist schon erledigt",
    text: "Die Anfrage wurde bereits bearbeitet. Sehen Sie nach, was jetzt dort steht.",
  },
  "azure-not-offered": {
    title: "Azure wurde nicht angeboten",
    text: "Unter dieser Registrierung gibt es kein Angebot von Azure. Es kann über den Handelspartner bestellt werden.",
  },
  "azure-offer-closed": {
    title: "Das Angebot wurde beantwortet",
    text: "Das Angebot von Azure ist abgeschlossen. Azure kann über den Handelspartner bestellt werden.",
    text_accepted: "Das Angebot wurde bereits angenommen. Eine schriftliche Mitteilung beendet, was damit begann.",
    text_declined: "Das Angebot wurde bereits abgelehnt. Azure kann über den Handelspartner bestellt werden.",
    text_ended:
      "Eine schriftliche Mitteilung hat es bereits beendet. Azure kann über den Handelspartner bestellt werden.",
  },
  "azure-ordered": {
    title: "Azure wurde inzwischen bestellt",
    text: "Das Angebot gilt für Registrierungen ohne Bestellung von Azure; diese hat eine.",
  },
  "azure-too-late": {
    title: "Die restliche Laufzeit ist zu kurz",
    text: "Azure kann begonnen werden, solange die Registrierung noch zwei Monate läuft. Der letzte Tag war der {{lastDay}} (UTC).",
  },
  "job-unknown": { title: "Unbekannter Job", text: "Es gibt keinen Job mit dem Namen {{job}}." },
  "job-running": { title: "Der Job läuft", text: "Der Job {{job}} läuft bereits (Lauf {{runId}})." },
  "instant-in-future": {
    title: "Der Zeitpunkt liegt in der Zukunft",
    text: "Dieser Zeitpunkt ist noch nicht erreicht: {{at}}. Im Produktivbetrieb läuft ein Job nur für Gegenwart und Vergangenheit.",
  },
  "clock-not-forward": {
    title: "Die Uhr geht nur vorwärts",
    text: "Die Portalzeit ist bereits {{now}}. Wählen Sie einen späteren Zeitpunkt.",
  },
  "clock-moving": {
    title: "Die Uhr wird gerade gestellt",
    text: "Sie ist unterwegs zu {{to}}. Warten Sie, bis sie angekommen ist.",
  },
};
