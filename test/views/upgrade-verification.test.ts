import { createElement } from "react";
import { expect, it } from "vitest";
import type { Actor } from "#app/domain/access/roles.ts";
import { licensingProgrammes } from "#app/domain/agreements/agreement.ts";
import type { DeviceEntry } from "#app/domain/upgrade-verification/installation-order.ts";
import type { InstallationSide } from "#app/domain/upgrade-verification/installation-scope.ts";
import { baseOf } from "#app/domain/upgrade-verification/matrix.ts";
import { situations } from "#app/domain/upgrade-verification/verdict.ts";
import { DevicesTable } from "#app/components/upgrade-verification/devices-table.tsx";
import { VersionsTable } from "#app/components/upgrade-verification/versions-table.tsx";
import type { Language } from "#app/i18n/languages.ts";
import { refusalStatus } from "#app/http/refusal-status.ts";
import { openInvestigation } from "#app/services/upgrade-verification/investigate-installation.server.ts";
import { recordImaging } from "#app/services/upgrade-verification/record-imaging.server.ts";
import { installationView } from "#app/views/upgrade-verification/installation.ts";
import { installationsView } from "#app/views/upgrade-verification/installations.ts";
import { instant, testIds } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import {
  aDevice,
  buildInstallationTenant,
  installationSteps,
  someDevices,
  valueOf,
} from "#test/support/installations.ts";
import { refusalOn, wordsOn } from "#test/support/page-words.ts";
import { supportDeps } from "#test/support/support-requests.ts";

/** The numbered examples of upgrade installations as the pages tell them, after the real services have written. */
describeOnBothDatabases("Pages of upgrade installations", (database) => {
  const now = instant("2015-06-10T08:00:00Z");

  async function build(programme: Parameters<typeof buildInstallationTenant>[1] = "enterprise") {
    const { db } = database();
    const tenant = await buildInstallationTenant(db, programme);
    const deps = supportDeps(db, now);
    const steps = installationSteps(deps, tenant);
    const page = async (orderId: string, more: PageOf = {}) => {
      const { actor = tenant.actor, side = "customer", at = "2015-06-30T00:00:00Z", language = "en" } = more;
      const context = { db, actor, at: instant(at), reader: { language, timeZone: "UTC" } } as const;
      const view = await installationView(context, side, { orderId });
      if (!view.ok) throw new Error(view.refusal.code);
      return {
        view: view.value,
        devices: wordsOn(createElement(DevicesTable, { devices: view.value.devices }), language),
        versions: wordsOn(
          createElement(VersionsTable, { orderId, versions: view.value.versions, hasForms: true }),
          language,
        ),
      };
    };
    /** Prepares an order with one device, submits it, and tells what became of it. */
    const check = async (device: Partial<DeviceEntry>, over: Parameters<typeof steps.prepare>[1] = {}) => {
      const orderId = await steps.prepare("2015-06-10T08:00:00Z", over);
      valueOf(await steps.put(orderId, [aDevice("SN-1", device)], "2015-06-10T08:01:00Z"));
      const submitted = await steps.submit(orderId, "2015-06-10T08:02:00Z");
      const seen = await page(orderId);
      const [shown] = seen.view.devices;
      if (!shown) throw new Error("no device");
      const { verdict } = shown;
      return { ...seen, orderId, verdict, state: seen.view.state, refusal: submitted.ok ? null : submitted.refusal };
    };
    return { db, deps, ...tenant, ...steps, page, check };
  }
  type PageOf = { actor?: Actor; side?: InstallationSide; at?: string; language?: Language };

  const vista = { base: "vista-business", baseWritten: "Windows Vista Business" } as const;
  const homePremium = { base: "windows-7-home-premium", baseWritten: "Windows 7 Home Premium" } as const;

  it("example 2: Vista Business stops a replaced device and carries one of an acquired company", async () => {
    const { check, page } = await build();
    const replaced = await check(vista, { situation: "existing" });
    expect(replaced.verdict).toMatchObject({ result: "does-not-qualify", column: 2, line: 1117, edition: "2015-06" });
    expect(replaced.refusal).toEqual({ code: "device-not-qualified", serialNumbers: ["SN-1"] });
    expect([replaced.state, replaced.view.versions]).toEqual(["draft", []]);
    expect(replaced.devices).toContain("Does not qualify");
    expect(replaced.devices).toContain("column 2");
    expect(replaced.devices).toContain("line 1117");
    const german = await page(replaced.orderId, { language: "de" });
    expect(german.devices).toMatch(/Nicht qualifiziert.*Spalte 2.*Zeile 1117/u);
    // The page says beforehand why nothing can be submitted.
    expect(replaced.view.actions.submit).toEqual(replaced.refusal);
    expect(replaced.refusal && refusalOn(replaced.refusal, "en")).toContain("SN-1");
    const acquired = await check(vista, { situation: "acquired" });
    expect(acquired.verdict).toMatchObject({ result: "qualifies", column: 1, line: 1117 });
    expect([acquired.refusal, acquired.state]).toEqual([null, "verification-open"]);
  });

  it("example 3: a home edition stops a Select Plus order and carries an academic one", async () => {
    const selectPlus = await (await build("select-plus")).check(homePremium);
    expect(selectPlus.verdict).toMatchObject({ result: "does-not-qualify", column: 3 });
    expect([selectPlus.refusal?.code, selectPlus.state]).toEqual(["device-not-qualified", "draft"]);
    const academic = await (await build("campus-school")).check(homePremium);
    expect(academic.verdict).toMatchObject({ result: "qualifies", column: 5, line: 1087 });
    expect([academic.refusal, academic.state]).toEqual([null, "verification-open"]);
    expect(academic.devices).toContain("line 1087");
  });

  it("example 4: the page says what is not known of a Mac, and accepts it once that is known", async () => {
    const { check, put, submit, page } = await build();
    const mac = { base: "macintosh", baseWritten: "Apple Macintosh" } as const;
    const unknown = await check(mac);
    expect([unknown.verdict.result, unknown.state]).toEqual(["unknown", "draft"]);
    expect(unknown.devices).toContain(
      "A Mac counts only if its maker installed the system before the first sale; that is not known",
    );
    valueOf(await put(unknown.orderId, [aDevice("SN-1", { ...mac, makerInstalled: "yes" })], "2015-06-10T08:03:00Z"));
    valueOf(await submit(unknown.orderId, "2015-06-10T08:04:00Z"));
    const { view } = await page(unknown.orderId);
    expect([view.devices[0]?.verdict.result, view.state]).toEqual(["qualifies", "verification-open"]);
  });

  it.each(licensingProgrammes)(
    "example 5: Linux stops an order under %s, and line 1222 is named",
    async (programme) => {
      const { check } = await build(programme);
      for (const situation of situations) {
        const { verdict, refusal, state, devices } = await check(
          { base: "linux", baseWritten: "Ubuntu 14.04 LTS" },
          { situation },
        );
        expect(verdict, situation).toMatchObject({ result: "does-not-qualify", line: 1222 });
        expect(refusal, situation).toEqual({ code: "device-not-qualified", serialNumbers: ["SN-1"] });
        expect(state, situation).toBe("draft");
        expect(devices, situation).toContain("line 1222");
      }
    },
  );

  it("example 6: Embedded Standard 7 carries Industry Pro and stops Industry Enterprise", async () => {
    const { check } = await build();
    const baseWritten = "Windows Embedded Standard 7";
    const embedded = { base: baseOf(baseWritten), baseWritten };
    const pro = await check(embedded, { target: "industry-pro" });
    expect(pro.verdict).toMatchObject({ result: "qualifies", line: 1438 });
    expect([pro.refusal, pro.state]).toEqual([null, "verification-open"]);
    const enterprise = await check(embedded, { target: "industry-enterprise" });
    expect(enterprise.verdict).toMatchObject({ result: "does-not-qualify", line: 1438 });
    expect([enterprise.refusal?.code, enterprise.state]).toEqual(["device-not-qualified", "draft"]);
    expect(enterprise.devices).toContain("line 1438");
  });

  it("example 7: the page names the device without its certificate before anything is submitted", async () => {
    const { check } = await build();
    const { refusal, view, devices } = await check({ isCoaAffixed: false });
    expect(refusal).toEqual({ code: "coa-missing", serialNumbers: ["SN-1"] });
    expect(view.actions.submit).toEqual(refusal);
    expect(refusal && refusalOn(refusal, "de")).toContain("SN-1");
    expect(devices).toContain("Missing");
  });

  it("examples 8, 9: the installer's page releases what an accepted version lists, and nothing before or beside it", async () => {
    const { prepare, put, submit, sign, answer, page, installerActor } = await build();
    const orderId = await prepare("2015-06-10T08:00:00Z");
    valueOf(await put(orderId, someDevices(12), "2015-06-10T08:05:00Z"));
    valueOf(await submit(orderId, "2015-06-10T08:10:00Z"));
    valueOf(await sign(orderId, "2015-06-15T08:00:00Z"));
    const installer = { actor: installerActor, side: "installer" } as const;
    const released = async () => {
      const { view, devices } = await page(orderId, installer);
      return { count: view.released, serials: view.devices.filter((one) => one.isReleased).length, devices };
    };
    const waiting = await released();
    expect([waiting.count, waiting.serials]).toEqual([0, 0]);
    expect(waiting.devices).toContain("May not be imaged");
    expect(waiting.devices).not.toContain("May be imaged");
    valueOf(await answer(orderId, "2015-06-17T09:00:00Z", true));
    const accepted = await released();
    expect([accepted.count, accepted.serials]).toEqual([12, 12]);
    valueOf(await put(orderId, [aDevice("SN-013")], "2015-06-18T08:00:00Z"));
    const { view } = await page(orderId);
    expect([view.released, view.toVerify, view.devices.length]).toEqual([12, 1, 13]);
    expect(view.devices.find(({ serialNumber }) => serialNumber === "SN-013")).toMatchObject({
      isReleased: false,
      coveredBy: null,
    });
    // The installer is not shown what was not handed over to it.
    expect((await page(orderId, installer)).view.devices).toHaveLength(12);
  });

  it("example 11: the refusal is the sentence of the form", () => {
    expect(refusalOn({ code: "return-address-microsoft" }, "en")).toContain("Do not send this form to Microsoft");
    expect(refusalOn({ code: "return-address-microsoft" }, "de")).toContain("nicht an Microsoft");
  });

  it("example 12: both versions stand side by side, the rejected one with its reason and its day", async () => {
    const { prepare, put, submit, sign, answer, page } = await build();
    const orderId = await prepare("2015-06-20T08:00:00Z");
    valueOf(await put(orderId, someDevices(3), "2015-06-20T08:01:00Z"));
    valueOf(await submit(orderId, "2015-06-20T08:02:00Z"));
    valueOf(await sign(orderId, "2015-06-21T08:00:00Z"));
    valueOf(await answer(orderId, "2015-06-22T08:00:00Z", false));
    const { view, versions } = await page(orderId);
    expect(view.versions.map(({ number, state }) => [number, state])).toEqual([
      [1, "rejected"],
      [2, "open"],
    ]);
    expect(view.versions[1]?.form).toEqual(view.versions[0]?.form);
    expect(versions).toContain("COA 3 is missing.");
    expect(versions).toContain("dated 21 Jun 2015");
    expect((await page(orderId, { language: "de" })).versions).toContain("21. Juni 2015 ");
  });

  it("example 13: the installer's list and page say that an order is held", async () => {
    const { db, deps, prepare, put, submit, sign, answer, page, installerActor } = await build();
    const orderId = await prepare("2015-06-10T08:00:00Z");
    valueOf(await put(orderId, someDevices(1), "2015-06-10T08:05:00Z"));
    valueOf(await submit(orderId, "2015-06-10T08:10:00Z"));
    valueOf(await sign(orderId, "2015-06-15T08:00:00Z"));
    valueOf(await answer(orderId, "2015-06-17T09:00:00Z", true));
    const wish = { idempotencyKey: testIds.next(), orderId, reason: "Seen twice", serialNumber: "" };
    valueOf(await openInvestigation(deps, installerActor, wish, instant("2015-09-01T08:00:00Z")));
    const at = "2015-09-01T09:00:00Z";
    const { view, devices } = await page(orderId, { actor: installerActor, side: "installer", at });
    expect(view.heldAt).not.toBeNull();
    expect([view.released, view.investigations.map(({ reason }) => reason)]).toEqual([0, ["Seen twice"]]);
    expect(devices).toContain("May not be imaged");
    const context = {
      db,
      actor: installerActor,
      at: instant(at),
      reader: { language: "en", timeZone: "UTC" },
    } as const;
    const list = await installationsView(context, "installer", { state: "" });
    expect(list.ok && list.value.orders.find(({ id }) => id === orderId)).toMatchObject({ isHeld: true });
  });

  it("example 14: the refusal of a kept base says what the device lacks", async () => {
    const { deps, prepare, put, submit, sign, answer, installerActor } = await build();
    const orderId = await prepare("2015-06-10T08:00:00Z");
    valueOf(await put(orderId, [aDevice("SN-PLAIN")], "2015-06-10T08:05:00Z"));
    valueOf(await submit(orderId, "2015-06-10T08:10:00Z"));
    valueOf(await sign(orderId, "2015-06-15T08:00:00Z"));
    valueOf(await answer(orderId, "2015-06-17T09:00:00Z", true));
    const image = { serialNumber: "SN-PLAIN", image: "W81", isBaseKept: true, isFinished: true };
    const refused = await recordImaging(
      deps,
      installerActor,
      { idempotencyKey: testIds.next(), orderId, ...image },
      instant("2015-06-17T10:00:00Z"),
    );
    if (refused.ok) throw new Error("kept");
    expect(refusalOn(refused.refusal, "en")).toContain("no active Windows SA");
  });

  it("example 15: a partner is told with 403 which roles sign, on the page already", async () => {
    const { check, sign, actor } = await build();
    const { orderId, view } = await check({});
    const refused = await sign(orderId, "2015-06-10T09:00:00Z", { by: actor });
    if (refused.ok) throw new Error("signed");
    expect(refusalStatus[refused.refusal.code]).toBe(403);
    expect(view.actions.sign).toEqual(refused.refusal);
    const words = refusalOn(refused.refusal, "en");
    expect(words).toContain("global admin");
    expect(words).toContain("agreement admin");
  });
});
