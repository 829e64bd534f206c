import { expect, it } from "vitest";
import type { Actor } from "#app/domain/access/roles.ts";
import { openAttachment } from "#app/services/support/attachments.server.ts";
import { changeSupportRequest } from "#app/services/support/change-request.server.ts";
import { openSupportRequest } from "#app/services/support/open-request.server.ts";
import { takeUploadAttempt } from "#app/services/support/support-scope.server.ts";
import {
  buildOperatorActor,
  buildPartnerActor,
  buildSku,
  buildSubscription,
  buildTenant,
  instant,
  testIds,
} from "#test/support/builders.ts";
import { checksumOfTables } from "#test/support/checksum.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { aRequest, openRequest, pdfBytes, pngBytes, staged, supportDeps } from "#test/support/support-requests.ts";

const at = instant("2024-03-20T10:00:00Z");
const later = instant("2024-03-20T11:00:00Z");

describeOnBothDatabases("support requests", (database) => {
  const deps = () => supportDeps(database().db, at);

  async function build() {
    const { db } = database();
    const tenant = await buildTenant(db);
    const { sku } = await buildSku(db);
    const subscription = await buildSubscription(db, {
      customer: tenant.customer,
      sku,
      at: instant("2024-03-01T10:00:00Z"),
    });
    const operator = await buildOperatorActor(db);
    const row = (id: string) => db.selectFrom("support_request").selectAll().where("id", "=", id).executeTakeFirst();
    const entries = (id: string) =>
      db.selectFrom("support_entry").selectAll().where("request_id", "=", id).orderBy("id").execute();
    const log = () =>
      db
        .selectFrom("activity")
        .select(["action", "outcome", "refusal_code"])
        .where("partner_id", "=", tenant.partner.id)
        .orderBy("id")
        .execute();
    const notices = () =>
      db
        .selectFrom("notice")
        .select(["kind", "facts_json", "partner_id"])
        .where("partner_id", "=", tenant.partner.id)
        .where("kind", "=", "support-answered")
        .execute();
    return { ...tenant, subscription, operator, row, entries, log, notices };
  }

  const change = (actor: Actor, requestId: string, rest: object, when = later) =>
    changeSupportRequest(
      deps(),
      actor,
      { idempotencyKey: testIds.next(), requestId, text: "", attachments: [], ...rest },
      when,
    );

  it("is opened with what it is about, however the customer and the purchase are named", async () => {
    const { actor, customer, subscription, row, log } = await build();
    const { db } = database();
    const { domain } = await db
      .selectFrom("customer")
      .select("domain")
      .where("id", "=", customer.id)
      .executeTakeFirstOrThrow();
    const asked = { amountMinor: 5_000, currency: "EUR" } as const;
    for (const [named, reference] of [
      ["", subscription.id],
      [customer.id, subscription.orderId],
      [domain.toUpperCase(), ` ${subscription.id} `],
    ] as const) {
      const id = await openRequest(deps(), actor, at, { customer: named, reference, asked });
      expect(id).toMatch(/^[1-9]\d{14}$/);
      expect(await row(id)).toMatchObject({
        customer_id: customer.id,
        order_id: subscription.orderId,
        line_number: 0,
        subscription_id: subscription.id,
        status: "open",
        asked_minor: 5_000,
        severity_rank: 2,
      });
    }
    const aboutCustomer = await openRequest(deps(), actor, at, { customer: domain });
    expect(await row(aboutCustomer)).toMatchObject({ customer_id: customer.id, order_id: null });
    expect(await row(await openRequest(deps(), actor, at))).toMatchObject({ customer_id: null });
    expect((await log()).map(({ action }) => action)).toEqual(Array(5).fill("support-request-opened"));
  });

  it("does not name what is another partner's, or does not go together", async () => {
    const { actor, customer, subscription } = await build();
    const other = await build();
    for (const [rest, what] of [
      [{ customer: other.customer.id }, "customer"],
      [{ customer: "nobody.example" }, "customer"],
      [{ reference: other.subscription.id }, "order"],
      [{ reference: other.subscription.orderId }, "order"],
      [{ customer: customer.id, reference: "no-such-order" }, "order"],
      [{ reference: subscription.orderId, lineNumber: 7 }, "order"],
    ] as const)
      expect(await openSupportRequest(deps(), actor, aRequest(rest), at)).toEqual({
        ok: false,
        refusal: { code: "not-found", what },
      });
  });

  it("is opened once, however often it is sent; the same key with another file is refused", async () => {
    const { actor, partner } = await build();
    const { db } = database();
    const own = deps();
    const input = async (bytes: Uint8Array) => {
      return { ...aRequest({ idempotencyKey: key }), attachments: [await staged(own, "a.pdf", bytes)] };
    };
    const key = testIds.next();
    const first = await openSupportRequest(own, actor, await input(pdfBytes), at);
    expect(await openSupportRequest(own, actor, await input(pdfBytes), later)).toEqual(first);
    expect(await openSupportRequest(own, actor, await input(pngBytes), later)).toMatchObject({
      refusal: { code: "idempotency-key-reused" },
    });
    const count = await db.selectFrom("support_attachment").select("id").where("partner_id", "=", partner.id).execute();
    expect(count).toHaveLength(1);
  });

  it("takes five files and no sixth, and then nothing at all is written", async () => {
    const { actor, row } = await build();
    const { db } = database();
    const own = deps();
    const files = (count: number) =>
      Promise.all(
        Array.from({ length: count }, (_, n) =>
          staged(own, `${n}.pdf`, Buffer.concat([pdfBytes, Buffer.from(String(n))])),
        ),
      );
    const id = await openRequest(own, actor, at, { attachments: await files(5) });
    expect(await row(id)).toBeDefined();
    const before = await checksumOfTables(db);
    expect(await openSupportRequest(own, actor, aRequest({ attachments: await files(6) }), at)).toEqual({
      ok: false,
      refusal: { code: "attachments-too-many", countMax: 5 },
    });
    expect(await checksumOfTables(db)).toEqual(before);
  });

  it("takes no software key into what everybody reads", async () => {
    const { actor } = await build();
    const text = "It does not work: AAAA1-BBBB2-CCCC3-DDDD4-EEEE5";
    expect(await openSupportRequest(deps(), actor, aRequest({ description: text }), at)).toMatchObject({
      refusal: { code: "invalid-field", field: "description", reason: "contains-key" },
    });
    const id = await openRequest(deps(), actor, at);
    expect(await change(actor, id, { text })).toMatchObject({ refusal: { field: "text" } });
  });

  it("goes back and forth: whoever writes hands it to the other side", async () => {
    const { actor, operator, row, entries, notices, log } = await build();
    const id = await openRequest(deps(), actor, at);
    expect(await change(operator, id, { text: "Which edition?", status: "attention-needed" })).toMatchObject({
      value: { status: "attention-needed" },
    });
    expect(await row(id)).toMatchObject({ answered_at: later.epochMilliseconds, version: 2 });
    expect(await change(actor, id, { text: "Datacenter" })).toMatchObject({ value: { status: "open" } });
    expect(await change(operator, id, { text: "Done", status: "closed" })).toMatchObject({
      value: { status: "closed" },
    });
    expect(await change(actor, id, { text: "Thanks" })).toMatchObject({ refusal: { code: "support-closed" } });
    expect(await change(actor, id, { status: "open" })).toMatchObject({ refusal: { code: "support-text-needed" } });
    expect(await change(actor, id, { text: "It came back", status: "open" })).toMatchObject({
      value: { status: "open" },
    });
    expect(await row(id)).toMatchObject({ reopened_count: 1, closed_at: later.epochMilliseconds });
    expect((await entries(id)).map(({ kind, side, text }) => `${side} ${kind} ${text}`)).toEqual([
      "operator note Which edition?",
      "partner note Datacenter",
      "operator closed Done",
      "partner reopened It came back",
    ]);
    const told = await notices();
    expect(told).toHaveLength(2);
    expect(told[0]).toMatchObject({ facts_json: JSON.stringify({ requestId: id }) });
    expect((await log()).map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      "support-request-opened done",
      "support-note-added done",
      "support-note-added done",
      "support-request-closed done",
      "support-note-added refused",
      "support-request-reopened refused",
      "support-request-reopened done",
    ]);
  });

  it("an answer is queued once for the reader, also when it is sent twice", async () => {
    const { actor, operator, notices } = await build();
    const id = await openRequest(deps(), actor, at);
    const input = { idempotencyKey: testIds.next(), requestId: id, text: "Looking", attachments: [] };
    const [first, second] = await Promise.all([
      changeSupportRequest(deps(), operator, input, later),
      changeSupportRequest(deps(), operator, input, later),
    ]);
    expect(first).toEqual(second);
    expect(await notices()).toHaveLength(1);
  });

  it("keeps the files of a note with it, and 25 in all", async () => {
    const { actor, entries } = await build();
    const own = deps();
    const { db } = database();
    const id = await openRequest(own, actor, at);
    const send = async (round: number) =>
      changeSupportRequest(
        own,
        actor,
        {
          idempotencyKey: testIds.next(),
          requestId: id,
          text: `Round ${round}`,
          attachments: await Promise.all(
            Array.from({ length: 5 }, (_, n) => staged(own, `${n}.txt`, Buffer.from(`file ${round} ${n}`))),
          ),
        },
        later,
      );
    for (let round = 1; round <= 5; round++) expect((await send(round)).ok).toBe(true);
    expect(await send(6)).toMatchObject({ refusal: { code: "attachments-too-many", countMax: 25 } });
    const [firstEntry] = await entries(id);
    const ofFirst = await db
      .selectFrom("support_attachment")
      .select("file_name")
      .where("entry_id", "=", firstEntry?.id ?? "")
      .execute();
    expect(ofFirst).toHaveLength(5);
  });

  it("a file is read by its own partner and by the operator, and is there for nobody else", async () => {
    const { actor, operator, partner } = await build();
    const other = await build();
    const own = deps();
    const { db } = database();
    const requestId = await openRequest(own, actor, at, {
      attachments: [await staged(own, "Übersicht.exe", Buffer.from("a;b"))],
    });
    const { id: attachmentId } = await db
      .selectFrom("support_attachment")
      .select("id")
      .where("request_id", "=", requestId)
      .executeTakeFirstOrThrow();
    for (const reader of [actor, operator]) {
      const answer = await openAttachment(own, reader, { requestId, attachmentId });
      if (!answer.ok) throw new Error(answer.refusal.code);
      expect(answer.value.headers).toMatchObject({
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Length": "3",
        "Content-Disposition": `attachment; filename="Ubersicht.exe.txt"; filename*=UTF-8''%C3%9Cbersicht.exe.txt`,
        "Content-Security-Policy": "sandbox; default-src 'none'",
      });
      expect(Buffer.concat(await answer.value.body.toArray()).toString()).toBe("a;b");
    }
    const notThere = { ok: false, refusal: { code: "not-found", what: "support-attachment" } };
    expect(await openAttachment(own, other.actor, { requestId, attachmentId })).toEqual(notThere);
    const otherRequest = await openRequest(own, actor, at);
    expect(await openAttachment(own, actor, { requestId: otherRequest, attachmentId })).toEqual(notThere);
    const salesAgent = await buildPartnerActor(db, partner.id, ["sales-agent"]);
    expect(await openAttachment(own, salesAgent, { requestId, attachmentId })).toMatchObject({
      refusal: { code: "role-needed" },
    });
  });

  it("another partner's request is not there, and nothing is written, not even to the log", async () => {
    const { actor } = await build();
    const other = await build();
    const { db } = database();
    const id = await openRequest(deps(), actor, at);
    const before = await checksumOfTables(db);
    for (const rest of [{ text: "Hello" }, { status: "closed" }, { severity: "critical" }])
      expect(await change(other.actor, id, rest)).toEqual({
        ok: false,
        refusal: { code: "not-found", what: "support-request" },
      });
    expect(await checksumOfTables(db)).toEqual(before);
  });

  it("a role that may not write is refused, and the attempt is logged", async () => {
    const { partner, actor, log } = await build();
    const id = await openRequest(deps(), actor, at);
    const salesAgent = await buildPartnerActor(database().db, partner.id, ["sales-agent"]);
    expect(await openSupportRequest(deps(), salesAgent, aRequest(), at)).toMatchObject({
      refusal: { code: "role-needed" },
    });
    expect(await change(salesAgent, id, { text: "Hello" })).toMatchObject({ refusal: { code: "role-needed" } });
    expect((await log()).filter(({ outcome }) => outcome === "refused").map(({ action }) => action)).toEqual([
      "support-request-opened",
      "support-note-added",
    ]);
  });

  it("of fifty who close it at once one does; the others learn that it is closed", async () => {
    const { actor, entries } = await build();
    const id = await openRequest(deps(), actor, at);
    const answers = await Promise.all(Array.from({ length: 50 }, () => change(actor, id, { status: "closed" })));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    for (const answer of answers)
      if (!answer.ok) expect(answer.refusal.code).toMatch(/^support-(closed|nothing-changed)$/);
    expect(await entries(id)).toHaveLength(1);
  });

  it("what was said is never changed, whoever asks the database", async () => {
    const { actor } = await build();
    const { db } = database();
    const own = deps();
    const id = await openRequest(own, actor, at, { attachments: [await staged(own, "a.pdf", pdfBytes)] });
    await change(actor, id, { text: "A note" });
    for (const table of ["support_entry", "support_attachment"] as const) {
      await expect(db.deleteFrom(table).execute()).rejects.toThrow(/append-only/);
      await expect(db.updateTable(table).set({ partner_id: "x" }).execute()).rejects.toThrow(/append-only/);
    }
  });

  it("sixty messages with files an hour, then one waits", async () => {
    const { actor } = await build();
    const { db } = database();
    for (let n = 0; n < 60; n++) expect((await takeUploadAttempt(db, actor, at)).ok).toBe(true);
    expect(await takeUploadAttempt(db, actor, at)).toMatchObject({ refusal: { code: "too-many-attempts" } });
    expect((await takeUploadAttempt(db, actor, at.add({ hours: 1 }))).ok).toBe(true);
  });
});
