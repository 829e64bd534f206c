/** What stands in the evidence of an order and how to check it, for whoever opens it years later without the portal. */
export const evidenceGuide = `Evidence of an upgrade installation order
=========================================

order.json           the order, its customer, agreement, enrollment and installer
devices.json         each device, also removed ones: base, certificate of authenticity (COA), proof of licence, and the
                     verdict with row, column, edition and line of the product list
verifications/       each version of the customer's verification: form, listed devices, signature, to whom it was handed
                     over, and the installer's answer; files that were signed or answered by hand as they came in
imaging.json         what was installed on which device under which version, and whether the base was kept
investigations.json  who held the order, why, and why it was lifted
activity.json        the order's lines of the activity log, refused attempts as well, each with its place in the log's
                     chain: "mac" covers the line and "previous_mac", so that the operator can show that none changed
people.json          the names behind the ids of users
manifest.json        size and SHA-256 of each file
SHA256SUMS           the same sums, for: sha256sum -c SHA256SUMS

Times are UTC. The same state of the order gives the same bytes.


Nachweise zu einem Auftrag für eine Upgrade-Installation
========================================================

order.json           der Auftrag mit Kunde, Vertrag, Registrierung und Installationsbetrieb
devices.json         jedes Gerät, auch entfernte: Basis, Echtheitszertifikat (COA), Lizenznachweis und das Ergebnis mit
                     Zeile, Spalte, Ausgabe und Fundstelle der Produktliste
verifications/       jede Fassung der Lizenzbestätigung des Kunden: Formular, aufgeführte Geräte, Unterschrift, an wen
                     sie übergeben wurde, und die Antwort des Installationsbetriebs; von Hand unterzeichnete oder
                     beantwortete Dateien, wie sie kamen
imaging.json         was unter welcher Fassung auf welchem Gerät installiert wurde, und ob die Basis blieb
investigations.json  wer den Auftrag warum angehalten hat, und warum das aufgehoben wurde
activity.json        die Zeilen des Aktivitätsprotokolls zum Auftrag, auch abgelehnte Versuche, jede mit ihrem Platz in
                     der Kette: "mac" deckt die Zeile und "previous_mac" ab; so kann der Betreiber zeigen, dass keine
                     geändert wurde
people.json          die Namen zu den Kennungen von Benutzern
manifest.json        Größe und SHA-256 jeder Datei
SHA256SUMS           dieselben Summen, für: sha256sum -c SHA256SUMS

Zeiten sind UTC. Derselbe Stand des Auftrags ergibt dieselben Bytes.
`;
