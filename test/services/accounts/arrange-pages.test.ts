import { expect, it } from "vitest";
import { chooseColumns, putFirstStepsAway } from "#app/services/accounts/arrange-pages.server.ts";
import { hiddenColumns } from "#app/views/list-columns.ts";
import { findUserSetting } from "#db/repositories/user-settings.ts";
import { buildOperatorActor, buildPartnerActor, buildTenant, instant } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";

const at = instant("2026-11-02T09:00:00Z");

describeOnBothDatabases("how people arrange their pages", (database) => {
  async function build() {
    const { db } = database();
    const { partner, actor } = await buildTenant(db);
    return { db, actor, colleague: await buildPartnerActor(db, partner.id) };
  }

  it("shows all columns until somebody chooses, and then to nobody else", async () => {
    const { db, actor, colleague } = await build();
    expect(await hiddenColumns({ db, actor }, "customers")).toEqual([]);
    const chosen = await chooseColumns({ db }, actor, { list: "customers", shown: ["domain", "active"] }, at);
    expect(chosen).toMatchObject({ ok: true, value: { hidden: ["country", "currency", "validation"] } });
    expect(await hiddenColumns({ db, actor }, "customers")).toEqual(["country", "currency", "validation"]);
    expect(await hiddenColumns({ db, actor }, "subscriptions")).toEqual([]);
    expect(await hiddenColumns({ db, actor: colleague }, "customers")).toEqual([]);
  });

  it("takes the last choice, and knows no columns that the list does not have", async () => {
    const { db, actor } = await build();
    for (const shown of [[], ["domain", "country", "currency", "validation", "active", "password"]])
      await chooseColumns({ db }, actor, { list: "customers", shown }, at);
    expect(await hiddenColumns({ db, actor }, "customers")).toEqual([]);
  });

  it("keeps nothing for whoever does not see the list", async () => {
    const { db } = await build();
    const operator = await buildOperatorActor(db);
    const refused = await chooseColumns({ db }, operator, { list: "customers", shown: [] }, at);
    expect(refused).toMatchObject({ ok: false, refusal: { code: "role-needed" } });
    expect(await putFirstStepsAway({ db }, operator, true, at)).toMatchObject({ ok: false });
    expect(await findUserSetting(db, operator.userId, "columns:customers")).toBeUndefined();
  });

  it("puts the first steps away and brings them back, for one user", async () => {
    const { db, actor, colleague } = await build();
    for (const isPutAway of [true, false, true]) {
      await putFirstStepsAway({ db }, actor, isPutAway, at);
      expect(await findUserSetting(db, actor.userId, "first-steps")).toEqual({ isPutAway });
    }
    expect(await findUserSetting(db, colleague.userId, "first-steps")).toBeUndefined();
  });
});
