import { expect, it } from "vitest";
import { activateEnrollment } from "#app/services/service-activation/activate-enrollment.server.ts";
import { enterServiceAccount, type EnterAccountInput } from "#app/services/service-activation/enter-account.server.ts";
import { listServiceAccounts } from "#db/repositories/service-accounts.ts";
import { jobDeps, runAt } from "#test/jobs/support/jobs.ts";
import { instant, testIds } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { serviceDeps } from "#test/support/service-deps.ts";
import { buildAgreement, buildLink, once } from "./support.ts";

describeOnBothDatabases("An existing account is entered", (database) => {
  const db = () => database().db;
  const at = "2024-03-02T09:00:00Z";
  const deps = () => serviceDeps(db(), instant(at));
  const newDomain = () => `d${testIds.next()}.example`;
  const wishFor = (enrollmentId: string, more: Partial<EnterAccountInput> = {}): EnterAccountInput => ({
    idempotencyKey: once(),
    enrollmentId,
    name: "Contoso",
    country: "DE",
    domains: newDomain(),
    adminName: "Ida",
    adminEmail: `ida@${newDomain()}`,
    billingEmail: "",
    ...more,
  });

  it("with domains in any case, each once, and can be chosen behind the link by its global admin", async () => {
    const book = await buildAgreement(db());
    const one = await book.enroll();
    await book.contact(one.id, "kim@elsewhere.example", "2024-03-01T00:00:00Z");
    await book.order(one.id, "2024-03-01T09:00:00Z");
    const admin = await book.person();
    const [first, second] = [newDomain(), newDomain()].toSorted();
    const wish = wishFor(one.id, {
      domains: ` ${second?.toUpperCase()}, ${first}\n@${first}`,
      adminEmail: admin.email.toUpperCase(),
      billingEmail: "money@elsewhere.example",
    });
    const entered = await enterServiceAccount(deps(), book.actor, wish, instant(at));
    expect(entered).toMatchObject({ ok: true, value: { account: "Contoso", isAttached: false } });
    expect(await enterServiceAccount(deps(), book.actor, wish, instant(at))).toEqual(entered);
    const [account, ...others] = await listServiceAccounts(db(), book.scope);
    expect(others).toEqual([]);
    expect(account).toMatchObject({ country: "DE", domains: [first, second] });
    expect(account?.admins.map(({ kind }) => kind).toSorted()).toEqual(["billing", "global"]);
    const token = await buildLink(db(), one.id);
    const choice = { choice: "existing", accountId: account?.id ?? "", domain: first ?? "" } as const;
    const activated = await activateEnrollment(
      deps(),
      admin.actor,
      { idempotencyKey: once(), token, wish: choice },
      instant(at),
    );
    expect(activated).toMatchObject({ ok: true });
    expect(await book.linkedTo(one.id)).toBe(account?.id);
  });

  it("and takes what waits for it: this enrollment at once, the customer's others with the next run", async () => {
    const book = await buildAgreement(db());
    const [one, two] = [await book.enroll(), await book.enroll({ organizationName: "Contoso AG" })];
    const domain = newDomain();
    for (const { id } of [one, two]) {
      await book.contact(id, `kim@${domain}`, "2024-03-01T00:00:00Z");
      await book.order(id, "2024-03-01T09:00:00Z");
    }
    const entered = await enterServiceAccount(deps(), book.actor, wishFor(one.id, { domains: domain }), instant(at));
    if (!entered.ok) throw new Error(entered.refusal.code);
    expect(entered.value.isAttached).toBe(true);
    expect([await book.linkedTo(one.id), await book.linkedTo(two.id)]).toEqual([entered.value.accountId, undefined]);
    expect((await runAt(jobDeps(db(), instant(at)), "volume-licensing", instant(at))).error).toBeNull();
    expect(await book.linkedTo(two.id)).toBe(entered.value.accountId);
  });

  it("not twice with one domain, not by the customer, not under another partner's enrollment", async () => {
    const book = await buildAgreement(db());
    const one = await book.enroll();
    const domain = newDomain();
    await book.account({ domains: [domain] });
    const taken = wishFor(one.id, { domains: `${newDomain()} ${domain}` });
    expect(await enterServiceAccount(deps(), book.actor, taken, instant(at))).toMatchObject({
      refusal: { code: "account-domain-taken", domain },
    });
    expect(await listServiceAccounts(db(), book.scope)).toHaveLength(1);
    const admin = await book.person();
    expect(await enterServiceAccount(deps(), admin.actor, wishFor(one.id), instant(at))).toMatchObject({
      refusal: { code: "role-needed" },
    });
    const other = await buildAgreement(db());
    expect(await enterServiceAccount(deps(), other.actor, wishFor(one.id), instant(at))).toMatchObject({
      refusal: { code: "not-found", what: "enrollment" },
    });
  });

  it.each([
    [{ name: "  " }, "name"],
    [{ country: "ZZ" }, "country"],
    [{ domains: " , " }, "domains"],
    [{ domains: "contoso" }, "domains"],
    [{ domains: Array.from({ length: 21 }, (_, n) => `d${n}.example`).join(" ") }, "domains"],
    [{ adminName: "" }, "adminName"],
    [{ adminEmail: "ida" }, "adminEmail"],
    [{ billingEmail: "money" }, "billingEmail"],
  ] as const)("not with %o", async (more, field) => {
    const book = await buildAgreement(db());
    const one = await book.enroll();
    expect(await enterServiceAccount(deps(), book.actor, wishFor(one.id, more), instant(at))).toMatchObject({
      refusal: { code: "invalid-field", field },
    });
    expect(await listServiceAccounts(db(), book.scope)).toEqual([]);
  });
});
