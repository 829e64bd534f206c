import { afterEach, expect, it } from "vitest";
import type { AgreementRole, Role } from "#app/domain/access/roles.ts";
import { insertAgreementRole, withdrawAgreementRole } from "#db/repositories/agreement-people.ts";
import { jobDeps, runAt } from "#test/jobs/support/jobs.ts";
import { buildTenant, buildUser, instant, testIds } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { buildInstallationTenant, installationSteps, someDevices, valueOf } from "#test/support/installations.ts";
import { mailTo, startMailServer, type TestMailServer } from "#test/support/mail-server.ts";
import { supportDeps } from "#test/support/support-requests.ts";

const submitted = "2015-06-02T08:00:00Z";
const at = instant(submitted);

const servers: TestMailServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

describeOnBothDatabases("Administrators of an agreement", (database) => {
  const db = () => database().db;

  /** An order whose form waits for its signature, and how to give people roles at its agreement. */
  async function waiting() {
    const tenant = await buildInstallationTenant(db());
    const own = { partnerId: tenant.partner.id, customerId: tenant.customer.id };
    const named = { by: tenant.actor.userId, at };
    const agreement = { id: tenant.agreementId, ...own };
    const person = async (role: AgreementRole | null, roles: readonly Role[] = ["customer-user"], of: object = own) => {
      const { id } = await buildUser(db(), { ...of, roles });
      if (role !== null) await insertAgreementRole(db(), { id: testIds.next(), agreement, userId: id, role, ...named });
      return id;
    };
    const withdraw = (userId: string) =>
      withdrawAgreementRole(db(), { agreementId: agreement.id, userId, role: "agreement-admin", ...named });
    const submit = async () => {
      const steps = installationSteps(supportDeps(db(), at), tenant);
      const orderId = await steps.prepare(submitted);
      valueOf(await steps.put(orderId, someDevices(2), submitted));
      valueOf(await steps.submit(orderId, submitted));
      await runAt(jobDeps(db(), at), "deliver-notices", at);
      return orderId;
    };
    return { ...tenant, person, withdraw, submit };
  }
  const mailed = async (orderId: string) =>
    (
      await db()
        .selectFrom("mail")
        .innerJoin("notice", "notice.id", "mail.notice_id")
        .select("mail.user_id")
        .where("notice.kind", "=", "verification-to-sign")
        .where("notice.dedupe_key", "like", `${orderId}:%`)
        .execute()
    )
      .map(({ user_id: userId }) => userId)
      .toSorted();

  it("are told by mail that a form waits for its signature, beside the customer's global admin, each once", async () => {
    const { person, withdraw, submit, signatory, partner } = await waiting();
    const admin = await person("agreement-admin");
    const both = await person("agreement-admin", ["customer-global-admin"]);
    await person("vlsc-admin");
    await person(null);
    await person("agreement-admin", ["admin-agent"], { partnerId: partner.id });
    const former = await person("agreement-admin");
    await withdraw(former);
    const gone = await person("agreement-admin");
    await db().updateTable("user_account").set({ disabled_at: 1 }).where("id", "=", gone).execute();
    const other = await buildTenant(db());
    await person("agreement-admin", ["customer-user"], { partnerId: other.partner.id, customerId: other.customer.id });
    const orderId = await submit();
    if (signatory.kind !== "customer") throw new Error("no signatory");
    expect(await mailed(orderId)).toEqual([admin, both, signatory.userId].toSorted());
    // They have no list of notices in the portal.
    const inbox = await db().selectFrom("inbox").select("user_id").where("user_id", "=", admin).execute();
    expect(inbox).toEqual([]);
  });

  it("get it from the server, unless their role was withdrawn before it left", async () => {
    await db().deleteFrom("mail").execute();
    const { person, withdraw, submit } = await waiting();
    const [stays, leaves] = [await person("agreement-admin"), await person("agreement-admin")];
    const orderId = await submit();
    expect(await mailed(orderId)).toEqual(expect.arrayContaining([stays, leaves]));
    await withdraw(leaves);
    const server = await startMailServer();
    servers.push(server);
    const report = await runAt({ ...jobDeps(db(), at), mail: mailTo(server.port) }, "send-mail", at);
    expect(report.error).toBeNull();
    const states = await db()
      .selectFrom("mail")
      .select(["user_id", "state"])
      .where("user_id", "in", [stays, leaves])
      .execute();
    const stateOf = (userId: string) => states.find((row) => row.user_id === userId)?.state;
    expect([stateOf(stays), stateOf(leaves)]).toEqual(["sent", "dropped"]);
  });
});
