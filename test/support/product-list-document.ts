/**
 * A small product list in the physical grammar of the real one, with invented products and sentences of our own.
 * `→` stands for a tab, `☑` for the tick (U+F0FC), `␠` for a blank that begins a line. Nothing of it is anybody's text.
 */
export function documentOf(text: string): string {
  return text.replace(/^\n/, "").replaceAll("→", "\t").replaceAll("☑", "\uF0FC").replaceAll("␠", " ");
}

const introduction = `
Die Produktliste für Muster-Volumenlizenzierung (Produktliste) ist ein erfundenes Dokument.
· Ein Punkt der Einleitung

Die Verfügbarkeit kann von Region zu Region verschieden sein.
[image: ]
␠Spaltenüberschriften
EA/EAS = Konzernvertrag der Muster AG.
␠L = Lizenz: Der Punktwert einer Lizenz.
SCE = Server-Beitritt.

Zellenwerte
␠A = Zusätzliches Produkt: Es wird zusätzlich angeboten.
[bookmark: UC]OF = Offen: In offenen Programmen.

Produktattribute
Produkt-Pool = Sagt, zu welchem Pool ein Produkt gehört.
Suite = Ein Produkt aus mehreren Tei→len.
␠Frühere Ausgaben gibt es auf Anfrage.
␠Nachfolgend stehen Hinzufügungen, Streichungen und sonstige Änderungen.`;

const software = `
␠→Frühere Versionen: Kahnwerk Server 2010 (11/09)
→Produkt-Pool: Server, Anwendung (Werkstatt)
→Ausnahme Qualifizierter Nutzer: Alle bis auf Ruder und Kiel

→→→Kahnwerk Server 2007 (3/08 ) für Boote und Flöße
→→Kahnwerk Server 1998 (12/97)
→Software Assurance-Vergünstigungen: Server (alle bis auf Werkstatt)
→Zur Verringerung berechtigt (SCE): Alle


Zusätzliche Informationen
Kahnwerk für Flussfahrer
Ab dem 1. Mai 2015 gewährt eine Lizenz für Kahnwerk das Recht zu rudern. Mehr steht in der Produktliste von April 2014.
· Ein Boot je Lizenz

Übergänge
→Produkte, für die ein Übergang erfolgen soll
→Gültige Übergangsoptionen

→Kahnwerk Plus und Ruder Suite
→Flotte 365 (Enterprise & Government E1, E3)*, Flotte 365 Segel


* Erfordert eine entsprechende CAL Suite Bridge.

→CAL Suite Bridge
→Übergeordnete CAL Suite
→Qualifizierende Onlinedienste

→Ruder Suite Bridge für Flotte 365
→Ruder Suite
→Flotte 365 E1 und Hafen oder
Flotte 365 E3

[bookmark: _Toc1]→Anker Server
→Produkte
→DA
→ L␠
→L/SA
→SA
→CA/SA
→EA/EAS
→EES
→MPSA
→OL
→OM
→OV/OVS
→S/S+
→SCE

→[bookmark: _Toc2]Anker Server Standard (2 Ketten)
→10/13
→
→38
→13
→25
→ A␠
→
→
→
→OF
→
→
→ A,C␠


→Frühere Version: Anker
→Produkt-Pool: Server

→Server 2012 (3/12)
→Software Assurance-Vergünstigungen: Server


Zusätzliche Informationen
→Qualifizierendes Produkt
→Step-up zu

→1 Anker Server
→4 Anker-Ketten und
2 Bojen


→Qualifizierendes Produkt
→Step-up zu

→Anker Standard
→Anker Datacenter


→Qualifizierende Betriebssysteme
→EA/OV-OW (neu)
→EA/OV-OW (vorhanden)*
→Open
→Select und MPSA
→Forschung & Lehre

→Windows Vista (32-Bit oder 64-Bit)

→Enterprise (N)
→☑
→
→☑1
→
→

→Windows 2000 Professional
→☑
→
→
→
→


→*Eine Fußnote, die eingerückt ist
Nur in der Volksrepublik China gilt das nicht.
␠Zusätzliche Informationen
Hier stehen Hinweise ohne Block.
␠Onlinedienste`;

const services = `
Allgemeines
Verfügbar in der Cloud bis zum 31. Oktober 2015.

→Einkaufsprogramm
→Onlinedienst
→Optionen für die Abonnementlaufzeit
→Zahlungsbestimmungsoptionen

→Konzernvertrag
→Cloud-Dienste
→Ein-Jahres-Abonnement
→Vollständige Zahlung zum Zeitpunkt der Bestellung.*

→
→
→
→Zahlung für 12 Monate


␠→Zur Verringerung berechtigt: Wenn das Boot schwimmt
Berechtigung zur Dienstverlängerung: Alle
→Produkt-Pool: Alle Anwendungen und Server,
E1 nur Server (außer MPSA, wo Server)
MC-Überschreitung: Ja
→Werbung: Sommerfahrt


Zusätzliche Informationen
Hafen Online
Wer einen Hafen hat, legt an.

→Qualifizierende Lizenz(en)
→Add-On-Nutzer-AL

→Ruder CAL1 + Kahnwerk Plus1
→- Add-On für Flotte 365 E12
- Add-On für Flotte 365 E32,3

→Ruder CAL Suite Bridge für Office 3651␠
→


1Mit aktiver SA

→Übergehende qualifizierende Produkte
→Entsprechend Nutzer-AL von SA
→Erforderliche CAL Suite Bridge

→Ruder Suite
→Hafen von SA1
→Ruder Bridge for Office 3652, 3

␠Software Assurance
Wer Software Assurance hat, segelt weiter.

→Office-Anwendungs- und/oder Serverpunkte
→Planning Services-Tage

→2,000 – 3.999
→5

→600.000 +
→75


→Währungsbezeichnung
→Währungscode
→Server/CAL – Stufen für gewährte Anfragen
→IW/Client – Stufen für gewährte Anfragen

→Taler
→CNY
→CRC 165.000
→CRC 1.650.000


→Währung
→Währungscode
→Mindestausgaben

→Taler
→CNY
→ 2.062.500␠


→Schweregrad
→Lage
→Antwort
→Erwartung

→A
→Das Boot sinkt.
→Anruf
Boot schicken

→Schwimmweste anziehen


Vergünstigungen für Step-up-Lizenzen
Eine Step-up-Lizenz führt nach oben.
␠→Anker Datacenter

→Kahn Standard
→Kahn Professional

␠Hier beginnt die Beschreibung der Services, die man kaufen kann.
Leer.
␠Für Select Plus gilt im ersten Jahr eine Mindestbestellmenge.

→Select Plus-Preislevel
→Punkte pro Pool

→A
→500

␠Sommerfahrt Promotion

Für alle mit einem Boot ist vom 1. Januar 2015 bis zum 30. Juni 2015 die Fahrt frei.

Hinweis für Verwaltungseinrichtungen als Kunden
Die Muster AG verzichtet auf ein Trinkgeld.
␠`;

/** The whole small list. */
export const smallProductList = documentOf(`${introduction}\n${software.slice(1)}\n${services.slice(1)}`);

/** The number of the first line that contains a text. */
export function lineOf(document: string, text: string): number {
  return document.split("\n").findIndex((line) => line.includes(text)) + 1;
}
