import { expect, it } from "vitest";
import { installationView } from "#app/views/upgrade-verification/installation.ts";
import {
  closeInvestigation,
  openInvestigation,
} from "#app/services/upgrade-verification/investigate-installation.server.ts";
import { cancelInstallation } from "#app/services/upgrade-verification/prepare-installation.server.ts";
import { exportEvidence } from "#app/services/upgrade-verification/export-evidence.server.ts";
import { recordImaging } from "#app/services/upgrade-verification/record-imaging.server.ts";
import { findInstallation } from "#db/repositories/installation-orders.ts";
import { jobDeps, runAt } from "#test/jobs/support/jobs.ts";
import { instant, testIds } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { buildInstallationTenant, installationSteps, someDevices, valueOf } from "#test/support/installations.ts";
import { supportDeps } from "#test/support/support-requests.ts";

describeOnBothDatabases("Evidence after the years that it is kept", (database) => {
  const doneAt = "2015-06-18T08:00:00Z";
  const until = "2022-06-18T08:00:00Z";
  const before = "2022-06-18T07:59:59.999Z";
  const belongings = [
    "imaging_record",
    "evidence_export",
    "license_investigation",
    "license_verification_device",
    "license_verification",
    "installation_device",
  ] as const;

  async function build() {
    const { db } = database();
    const tenant = await buildInstallationTenant(db);
    const deps = supportDeps(db, instant(doneAt));
    const steps = installationSteps(deps, tenant);
    const key = () => ({ idempotencyKey: testIds.next() });
    const { actor, installerActor } = tenant;
    /** An order that was accepted, with everything that can belong to one. */
    const done = async () => {
      const orderId = await steps.prepare("2015-06-10T08:00:00Z");
      valueOf(await steps.put(orderId, someDevices(2), "2015-06-10T08:05:00Z"));
      valueOf(await steps.submit(orderId, "2015-06-10T08:10:00Z"));
      valueOf(await steps.sign(orderId, "2015-06-15T08:00:00Z"));
      valueOf(await steps.answer(orderId, "2015-06-17T09:00:00Z", true));
      const hold = { ...key(), orderId, reason: "Seen twice", serialNumber: "" };
      valueOf(await openInvestigation(deps, installerActor, hold, instant("2015-06-17T10:00:00Z")));
      valueOf(
        await exportEvidence(
          deps,
          installerActor,
          { ...key(), orderId, reason: "Asked" },
          instant("2015-06-17T10:30:00Z"),
        ),
      );
      valueOf(
        await closeInvestigation(
          deps,
          installerActor,
          { ...key(), orderId, reason: "Mended" },
          instant("2015-06-17T11:00:00Z"),
        ),
      );
      for (const { serialNumber } of someDevices(2)) {
        const image = { serialNumber, image: "W81", isBaseKept: false, isFinished: true };
        valueOf(await recordImaging(deps, installerActor, { ...key(), orderId, ...image }, instant(doneAt)));
      }
      return orderId;
    };
    const run = (at: string) => runAt(jobDeps(db, instant(at)), "clear-old-evidence", instant(at));
    const isThere = async (orderId: string) =>
      (await findInstallation(db, { kind: "operator" }, orderId)) !== undefined;
    const rowsOf = async (orderId: string) => {
      const counts: number[] = [];
      for (const table of belongings) {
        const rows = await db.selectFrom(table).select("order_id").where("order_id", "=", orderId).execute();
        counts.push(rows.length);
      }
      return counts;
    };
    return { db, deps, ...tenant, actor, installerActor, ...steps, key, done, run, isThere, rowsOf };
  }

  it("keeps an order until the last millisecond of its seven years, and then deletes all of it", async () => {
    const { db, done, run, isThere, rowsOf, partner, customer } = await build();
    const orderId = await done();
    expect(await rowsOf(orderId)).toEqual([2, 1, 1, 2, 1, 2]);
    await run(before);
    expect([await isThere(orderId), await rowsOf(orderId)]).toEqual([true, [2, 1, 1, 2, 1, 2]]);
    const report = await run(until);
    expect([report.status, report.error, report.failed]).toEqual(["done", null, 0]);
    expect(report.done).toBeGreaterThanOrEqual(1);
    expect([await isThere(orderId), await rowsOf(orderId)]).toEqual([false, [0, 0, 0, 0, 0, 0]]);
    const note = await db
      .selectFrom("installation_cleared")
      .selectAll()
      .where("order_id", "=", orderId)
      .executeTakeFirstOrThrow();
    expect({ ...note, ended_at: Number(note.ended_at), kept_until: Number(note.kept_until) }).toMatchObject({
      partner_id: partner.id,
      customer_id: customer.id,
      ended_at: instant(doneAt).epochMilliseconds,
      kept_until: instant(until).epochMilliseconds,
      devices: 2,
    });
    const lines = await db
      .selectFrom("activity")
      .select(["action", "new_json"])
      .where("partner_id", "=", partner.id)
      .execute();
    const ofOrder = lines.filter(({ new_json: value }) => value?.includes(orderId));
    expect(ofOrder.map(({ action }) => action)).toContain("verification-signed");
    expect(ofOrder.filter(({ action }) => action === "installation-cleared")).toHaveLength(1);
  });

  it("counts what would go, and takes nothing twice", async () => {
    const { done, run } = await build();
    await run(until);
    await done();
    const [first, second] = [await run(until), await run(until)];
    expect([first.due, first.done]).toEqual([1, 1]);
    expect([second.due, second.done]).toEqual([0, 0]);
  });

  it("says until when on the order's page, and afterwards knows no such order", async () => {
    const { db, done, run, actor } = await build();
    const orderId = await done();
    const seen = () =>
      installationView({ db, actor, at: instant(before), reader: { language: "de", timeZone: "UTC" } }, "customer", {
        orderId,
      });
    const page = await seen();
    expect(page.ok && page.value.keptUntil?.iso).toBe("2022-06-18T08:00:00Z");
    await run(until);
    expect(await seen()).toMatchObject({ ok: false, refusal: { code: "not-found" } });
  });

  it("keeps what an investigation holds, for as long as it is open", async () => {
    const { deps, done, run, isThere, installerActor, key } = await build();
    const orderId = await done();
    const hold = { ...key(), orderId, reason: "A court asks", serialNumber: "" };
    valueOf(await openInvestigation(deps, installerActor, hold, instant("2022-06-01T08:00:00Z")));
    await run("2030-01-01T00:00:00Z");
    expect(await isThere(orderId)).toBe(true);
    const lift = { ...key(), orderId, reason: "It is over" };
    valueOf(await closeInvestigation(deps, installerActor, lift, instant("2030-01-02T00:00:00Z")));
    const { error } = await run("2030-01-02T00:00:00Z");
    expect([error, await isThere(orderId)]).toEqual([null, false]);
  });

  it("keeps what is not over, and counts a cancelled order from its cancellation", async () => {
    const { deps, prepare, put, actor, key, run, isThere } = await build();
    const [draft, cancelled] = [await prepare("2015-06-10T08:00:00Z"), await prepare("2015-06-10T08:00:00Z")];
    valueOf(await put(cancelled, someDevices(1), "2015-06-10T08:05:00Z"));
    valueOf(await cancelInstallation(deps, actor, { ...key(), orderId: cancelled }, instant("2015-07-01T00:00:00Z")));
    await run("2022-06-30T23:59:59Z");
    expect([await isThere(draft), await isThere(cancelled)]).toEqual([true, true]);
    await run("2022-07-01T00:00:00Z");
    expect([await isThere(draft), await isThere(cancelled)]).toEqual([true, false]);
  });

  it("is refused by the database itself: no deletion without the note, no note before its time", async () => {
    const { db, done, partner, customer } = await build();
    const orderId = await done();
    for (const table of belongings.filter((one) => one !== "license_investigation"))
      await expect(db.deleteFrom(table).where("order_id", "=", orderId).execute(), table).rejects.toThrow();
    await expect(db.deleteFrom("installation_order").where("id", "=", orderId).execute()).rejects.toThrow();
    const note = {
      order_id: orderId,
      partner_id: partner.id,
      customer_id: customer.id,
      ended_at: instant(doneAt).epochMilliseconds,
      kept_until: instant(until).epochMilliseconds,
      devices: 2,
      cleared_at: instant(before).epochMilliseconds,
    };
    await expect(db.insertInto("installation_cleared").values(note).execute()).rejects.toThrow();
    for (const table of ["license_verification_device", "evidence_export"] as const)
      await expect(
        db.updateTable(table).set({ partner_id: "x" }).where("order_id", "=", orderId).execute(),
        table,
      ).rejects.toThrow();
  });
});
