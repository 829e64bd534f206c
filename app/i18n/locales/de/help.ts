import type { help as english } from "../en/help.ts";

export const help: typeof english = {
  title: "Hilfe",
  how: "So funktioniert das",
  inShort: "Kurz gesagt",
  exampleTitle: "Ein Beispiel, von heute an gerechnet",
  exampleText: "Fünf Lizenzen. Daten und Beträge rechnet das Portal selbst aus, wie bei einem Kauf.",
  others: "Weitere Regeln",
  rule: {
    "cancellation-window": {
      title: "Ein Abonnement kündigen",
      short:
        "{{hours}} Stunden lang ab dem Beginn jeder Laufzeit lässt sich ein Abonnement kündigen; danach wird die ganze Laufzeit geschuldet.",
      p1: "Das Kündigungsfenster öffnet sich mit dem Kauf und mit jeder Verlängerung erneut. Mit seinem letzten Zeitpunkt, auf die Sekunde, ist es geschlossen; die Seite des Abonnements zeigt ihn mit Datum, Uhrzeit und Zeitzone.",
      p2: "Gutgeschrieben wird das Berechnete für die verbleibenden Tage, der Tag der Kündigung zählt mit. Am ersten Tag ist das alles. Der Preis einer Einheit wird durch die Tage geteilt, nach der letzten Stelle abgeschnitten und dann mit der Menge malgenommen.",
      p3: "Red-Hat- und SUSE-Pläne und Azure-Reservierungen lassen sich im Portal nicht kündigen; eine Supportanfrage kann darum bitten.",
      e1: "Gekauft am {{bought}} für {{paid}}, für ein Jahr und einmal bezahlt.",
      e2: "Kündigen lässt es sich bis {{closes}}.",
      e3: "Gekündigt am {{cancelledOn}} verbleiben {{daysLeft}} von {{days}} Tagen: {{refund}} werden gutgeschrieben.",
    },
    "perpetual-cancellation": {
      title: "Unbefristete Software kündigen",
      short:
        "Bis zum Ende des {{days}}. Tages nach dem Kauftag lässt sich unbefristete Software kündigen, und alles wird gutgeschrieben.",
      p1: "Die Tage zählen in UTC: der ganze letzte Tag gehört noch dazu.",
      p2: "Jede Bestellung hat ihre eigenen Tage. Steht ein Produkt auf mehreren Bestellungen, wird zuerst die Bestellung gewählt.",
      p3: "Eine Bestellung über der Grenze des Betreibers oder eines so gekennzeichneten Produkts sieht sich der Betreiber an: die Seite bietet dann eine Supportanfrage an.",
      e1: "Gekauft am {{bought}}.",
      e2: "Kündigen lässt sie sich einschließlich {{lastOn}}, bis zum Ende dieses Tages in UTC.",
      e3: "Gutgeschrieben wird, was bezahlt wurde, ohne Gebühr.",
    },
    "auto-renew": {
      title: "Automatische Verlängerung",
      short: "Was ab dem {{since}} gekauft wurde, verlängert sich selbst; ausgeschaltet endet es mit seiner Laufzeit.",
      p1: "Umschalten lässt sie sich bis zum Ende der Laufzeit. Beim Ausschalten entfällt, was für die nächste Laufzeit vorgemerkt war, und das Wiedereinschalten bringt es nicht zurück.",
      p2: "Die nächste Laufzeit kostet, was die Preisliste ihres ersten Tages sagt. Wird das Produkt nicht mehr angeboten oder ist der Markt geschlossen, endet es stattdessen; das Portal sagt es 30, 7 und 1 Tage vorher.",
      p3: "Gebühren der jetzigen Laufzeit bleiben so oder so fällig.",
      e1: "Gekauft am {{bought}} für ein Jahr: der letzte Tag der Laufzeit ist der {{endsOn}}.",
      e2: "Eingeschaltet beginnt die nächste Laufzeit am {{renewsOn}}, und ein Kündigungsfenster öffnet sich erneut.",
      e3: "Ausgeschaltet endet es mit dem {{endsOn}}, und nichts weiter wird berechnet.",
    },
    "next-term": {
      title: "Die nächste Laufzeit ändern",
      short:
        "Dauer, Abrechnungsplan und Menge ändern sich mit der nächsten Laufzeit; innerhalb einer Laufzeit bleiben sie, wie sie sind.",
      p1: "Was vorgemerkt ist, lässt sich ändern oder entfernen, bis die Laufzeit endet. Die automatische Verlängerung muss dafür eingeschaltet sein.",
      p2: "Mehr innerhalb einer Laufzeit ist ein weiteres Abonnement. Weniger wartet auf die nächste Laufzeit.",
      p3: "Vormerken lässt sich nur, was die Preisliste des Verlängerungstags anbietet, in derselben Währung.",
      e1: "Bis {{endsOn}} wird die Laufzeit berechnet, wie sie ist: einmal {{before}}.",
      e2: "Vorgemerkt: ein Jahr, monatlich abgerechnet, zu einem anderen Preis.",
      e3: "Ab dem {{renewsOn}} gibt es {{charges}} Gebühren zu {{after}}, insgesamt {{total}}.",
    },
    "term-dates": {
      title: "Wie die Daten von Laufzeiten gezählt werden",
      short: "Das Ende zählt vom Kauftag an, nicht vom letzten Ende, und überspringt nie einen kürzeren Monat.",
      p1: "Eine erste Laufzeit beginnt im Zeitpunkt des Kaufs; jede weitere um 00:00 UTC des Tages, an dem die vorige endet.",
      p2: "Hat ein Monat keinen solchen Tag, gilt sein letzter, und der Monat danach hat wieder den Kauftag.",
      p3: "Eine Verlängerung mit anderer Dauer zählt von ihrem eigenen ersten Tag an.",
      e1: "Gekauft am {{bought}}, Monat für Monat.",
      e2: "Die letzten Tage der ersten drei Laufzeiten sind {{one}}, {{two}} und {{three}}.",
      e3: "Der Tag vor dem 31. oder vor dem letzten Tag eines kürzeren Monats: kein Tag geht verloren, keiner kommt hinzu.",
    },
  },
};
