import { expect, it } from "vitest";
import { startActivityCheck } from "#app/services/activity/start-activity-check.server.ts";
import { findNewestCheck, insertCheck, listBrokenChains, listChainStates } from "#db/repositories/activity-checks.ts";
import { buildOperatorActor, buildPartner, buildPartnerActor, testIds } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { serviceDeps } from "#test/support/service-deps.ts";
import { appendLines, at, dropTriggers, lineAt } from "./support.ts";

describeOnBothDatabases("A verification from the page", (database) => {
  const deps = () => serviceDeps(database().db, at);

  it("is the operator's; nobody else starts one", async () => {
    const { id } = await buildPartner(database().db);
    const actor = await buildPartnerActor(database().db, id, ["global-admin", "admin-agent", "account-admin"]);
    expect(await startActivityCheck(deps(), actor, at)).toMatchObject({
      ok: false,
      refusal: { code: "role-needed", roles: ["operator"] },
    });
    expect(await findNewestCheck(database().db)).toBeUndefined();
  });

  it("keeps what it found in each chain, says so in the log, and goes on after a broken one", async () => {
    const { db } = database();
    const operator = await buildOperatorActor(db);
    const [good, bad] = [await buildPartner(db), await buildPartner(db)];
    await appendLines(deps(), good.id, 4);
    await appendLines(deps(), bad.id, 4);
    const started = await startActivityCheck(deps(), operator, at);
    if (!started.ok) throw new Error(started.refusal.code);
    await started.value.finished;
    expect(await findNewestCheck(db)).toMatchObject({ id: started.value.checkId, status: "intact" });

    await dropTriggers(db);
    const { id } = await lineAt(deps(), bad.id, 2);
    await db.updateTable("activity").set({ new_json: "{}" }).where("id", "=", id).execute();
    const later = at.add({ hours: 1 });
    const again = await startActivityCheck(deps(), operator, later);
    if (!again.ok) throw new Error(again.refusal.code);
    await again.value.finished;
    expect(await findNewestCheck(db)).toMatchObject({
      status: "broken",
      progress: { broken: 1 },
      startedBy: operator.userId,
    });
    expect(await listBrokenChains(db, 10)).toMatchObject([
      { chain: bad.id, fault: { code: "edited", sequence: 2, lineId: id }, lines: 1 },
    ]);
    const states = await listChainStates(db, { after: null, limit: 100 });
    expect(states.find(({ chain }) => chain === good.id)?.check).toMatchObject({ lines: 4, fault: null });
    const logged = await db
      .selectFrom("activity")
      .selectAll()
      .where("action", "=", "activity-verified")
      .where("outcome", "=", "done")
      .execute();
    expect(logged.map(({ new_json }) => (JSON.parse(new_json ?? "") as { broken: number }).broken)).toEqual([0, 1]);
  });

  it("is one at a time: a second click is told of the first, also in another process, until that has gone silent", async () => {
    const { db } = database();
    const operator = await buildOperatorActor(db);
    const later = at.add({ hours: 2 });
    const [one, two] = await Promise.all([
      startActivityCheck(deps(), operator, later),
      startActivityCheck(deps(), operator, later),
    ]);
    expect(one.ok && two.ok && one.value.checkId === two.value.checkId).toBe(true);
    if (one.ok) await one.value.finished;
    const elsewhere = testIds.next();
    await insertCheck(db, { id: elsewhere, startedBy: null, at: later.add({ hours: 1 }) });
    const told = await startActivityCheck(deps(), operator, later.add({ hours: 1, minutes: 1 }));
    expect(told).toMatchObject({ ok: true, value: { checkId: elsewhere, report: null } });
    const fresh = await startActivityCheck(deps(), operator, later.add({ hours: 2 }));
    expect(fresh.ok && fresh.value.checkId !== elsewhere).toBe(true);
    if (fresh.ok) await fresh.value.finished;
  });
});
