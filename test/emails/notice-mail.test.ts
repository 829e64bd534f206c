import { expect, it } from "vitest";
import { writeNoticeMail } from "#app/emails/write-notice-mail.tsx";
import { mailSource } from "#app/adapters/smtp-mail-server.ts";
import { noticeKinds } from "#app/domain/notices/notices.ts";
import { noticeOfRow } from "#db/repositories/notices.ts";
import type { Db } from "#db/client.ts";
import { buildCustomer, buildPartner, buildSku, instant } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { draftsOfAllKinds, queueTestNotices } from "#test/support/notices.ts";

const at = instant("2026-11-02T09:00:00Z");
const origin = "https://portal.example.com";
const languages = ["en", "de"] as const;

async function mailsOf(
  db: Db,
  reader: { language: "en" | "de"; timeZone: string; displayName: string },
  name = "Anker & Söhne",
) {
  const partner = await buildPartner(db);
  const customer = await buildCustomer(db, partner.id, { name });
  const { sku } = await buildSku(db);
  const ids = await queueTestNotices(db, at, draftsOfAllKinds(partner.id, customer.id, sku));
  const rows = await db.selectFrom("notice").selectAll().where("id", "in", ids).execute();
  return Promise.all(
    rows.map(async (row) => ({ kind: row.kind, ...(await writeNoticeMail(db, noticeOfRow(row), reader, origin)) })),
  );
}

describeOnBothDatabases("Mails of notices", (database) => {
  it.each(languages)("are written for every kind, as text and HTML that say the same (%s)", async (language) => {
    const mails = await mailsOf(database().db, { language, timeZone: "Europe/Berlin", displayName: "Inga Petersen" });
    expect(new Set(mails.map(({ kind }) => kind))).toEqual(new Set(noticeKinds));
    for (const { kind, subject, text, html } of mails) {
      expect(`${subject}${text}${html}`, kind).not.toMatch(/\{\{|undefined|\[object|NaN/);
      expect(html).toContain(`lang="${language}"`);
      expect(text).toContain(origin);
      expect(html).toContain(`href="${origin}/`);
      expect(text).toContain(language === "de" ? "Guten Tag Inga Petersen," : "Hello Inga Petersen,");
      expect(html).toContain("Inga Petersen");
    }
  });

  it("say when, with the reader's zone and UTC, what it costs, and what changes", async () => {
    const mails = await mailsOf(database().db, { language: "en", timeZone: "Europe/Berlin", displayName: "Inga" });
    const of = (kind: string) => mails.find((mail) => mail.kind === kind)?.text ?? "";
    expect(of("renewal-ahead")).toContain("14 Nov 2026, 01:00 CET (14 Nov 2026, 00:00 UTC)");
    expect(of("renewal-ahead")).toContain("Price: up from €100.00 to €120.50; Quantity");
    expect(of("window-closing")).toContain("14 Nov 2026, 00:00 UTC");
    expect(of("cancelled")).toContain("€99.99");
    expect(of("renewed")).toContain("€361.50");
    const switches = mails.filter(({ kind }) => kind === "perpetual-sales-switched");
    expect(switches.map(({ subject }) => subject)).toEqual([
      "Perpetual software can be bought again",
      "Perpetual software can no longer be bought",
    ]);
    for (const { text } of switches) {
      expect(text).toContain("Qualification was reviewed");
      expect(text).toContain(`${origin}/settings/activity?action=perpetual-sales-switched&from=2026-11-13`);
    }
    const german = await mailsOf(database().db, { language: "de", timeZone: "UTC", displayName: "Inga" });
    const renewal = german.find(({ kind }) => kind === "renewal-ahead");
    expect(renewal?.subject).toMatch(/ für Anker & Söhne verlängert sich am 14\. Nov\. 2026$/);
    expect(renewal?.text).toContain("120,50\u{a0}€");
  });

  it("load nothing from anywhere, and run nothing", async () => {
    const mails = await mailsOf(database().db, { language: "en", timeZone: "UTC", displayName: "Inga" });
    for (const { html } of mails) {
      expect(html).not.toMatch(/<(img|script|link|iframe|object|form|svg|style)\b|url\(|@import|\ssrc=/i);
      const addresses = [...html.matchAll(/https?:\/\/[^"'<\s]+/g)].map(([address]) => address);
      expect(addresses.filter((address) => !address.startsWith(origin) && !address.includes("www.w3.org"))).toEqual([]);
    }
  });

  it("take names for text: nothing of a name becomes markup, a header or a line of its own", async () => {
    const displayName = "Eve\r\nBcc: all@example.com <b>";
    const customer = "<img src=x onerror=alert(1)>\r\nX-Evil: 1";
    const mails = await mailsOf(database().db, { language: "en", timeZone: "UTC", displayName }, customer);
    for (const { subject, text, html } of mails) {
      expect(html).not.toContain("<img");
      expect(subject).not.toMatch(/[\r\n]/);
      expect(text).not.toMatch(/^(Bcc|X-Evil):/m);
      const source = await mailSource({
        messageId: "<m@portal.example>",
        from: { name: "Turnus", address: "notices@portal.example" },
        to: { name: displayName, address: "eve@example.com" },
        date: at,
        subject,
        text,
        html,
      });
      const [head = ""] = Buffer.from(source).toString("utf8").split("\r\n\r\n", 1);
      expect(head).not.toMatch(/^(Bcc|X-Evil):/im);
    }
  });
});
