import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import type { RefusalCode } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/result.ts";
import { verdictOfDevice } from "#app/domain/upgrade-verification/installation-order.ts";
import { exportEvidence } from "#app/services/upgrade-verification/export-evidence.server.ts";
import { openInvestigation } from "#app/services/upgrade-verification/investigate-installation.server.ts";
import { keepInstaller } from "#app/services/upgrade-verification/keep-installers.server.ts";
import { recordImaging } from "#app/services/upgrade-verification/record-imaging.server.ts";
import { signVerification } from "#app/services/upgrade-verification/sign-verification.server.ts";
import { insertImagingRecord, readCoverage } from "#db/repositories/installation-orders-verifications.ts";
import { findInstallation, listInstallationDevices } from "#db/repositories/installation-orders.ts";
import { refusalStatus } from "#app/http/refusal-status.ts";
import { buildOperatorActor, buildUser, instant, testIds } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import {
  aDevice,
  aForm,
  buildInstallationTenant,
  installationSteps,
  someDevices,
  valueOf,
} from "#test/support/installations.ts";
import { pdfBytes, staged, supportDeps } from "#test/support/support-requests.ts";

const codeOf = (result: Result<unknown>): RefusalCode | "ok" => (result.ok ? "ok" : result.refusal.code);

describeOnBothDatabases("acceptance of the upgrade verification", (database) => {
  const now = instant("2015-06-02T08:00:00Z");

  async function build(programme: Parameters<typeof buildInstallationTenant>[1] = "enterprise") {
    const { db } = database();
    const tenant = await buildInstallationTenant(db, programme);
    const deps = supportDeps(db, now);
    const steps = installationSteps(deps, tenant);
    const order = async (orderId: string) => {
      const found = await findInstallation(db, { kind: "operator" }, orderId);
      if (found === undefined) throw new Error("No such order");
      return found;
    };
    const devices = async (orderId: string) => listInstallationDevices(db, await order(orderId));
    const versions = async (orderId: string) => (await readCoverage(db, await order(orderId))).verifications;
    const image = (orderId: string, serialNumber: string, at: string, isBaseKept = false) =>
      recordImaging(
        deps,
        tenant.installerActor,
        { idempotencyKey: testIds.next(), orderId, serialNumber, image: "W81-ENT-01", isBaseKept, isFinished: true },
        instant(at),
      );
    const confirmed = async (count: number) => {
      const orderId = await steps.prepare("2015-06-10T08:00:00Z");
      valueOf(await steps.put(orderId, someDevices(count), "2015-06-10T08:05:00Z"));
      valueOf(await steps.submit(orderId, "2015-06-10T08:10:00Z"));
      valueOf(await steps.sign(orderId, "2015-06-15T08:00:00Z"));
      valueOf(await steps.answer(orderId, "2015-06-17T09:00:00Z", true));
      return orderId;
    };
    return { db, deps, ...tenant, ...steps, order, devices, versions, image, confirmed };
  }

  it("1: twelve devices of a first enrollment all qualify, and the order waits for its signature", async () => {
    const { prepare, put, submit, order, devices } = await build();
    const orderId = await prepare("2015-06-02T08:00:00Z");
    valueOf(await put(orderId, someDevices(12), "2015-06-02T08:01:00Z"));
    valueOf(await submit(orderId, "2015-06-02T08:02:00Z"));
    const after = await order(orderId);
    expect(after.state).toBe("verification-open");
    const verdicts = (await devices(orderId)).map((device) => verdictOfDevice(device, after));
    expect(verdicts).toHaveLength(12);
    for (const verdict of verdicts) expect(verdict).toMatchObject({ result: "qualifies", column: 1, line: 1073 });
  });

  it("4: a Mac of which nobody knows who installed its system stays a draft; known, it is accepted", async () => {
    const { prepare, put, submit, order, devices } = await build();
    const orderId = await prepare("2015-06-02T08:00:00Z");
    const mac = { base: "macintosh", baseWritten: "Apple Macintosh" } as const;
    valueOf(await put(orderId, [aDevice("MAC-1", mac)], "2015-06-02T08:01:00Z"));
    const [device] = await devices(orderId);
    expect(device && verdictOfDevice(device, await order(orderId)).result).toBe("unknown");
    expect(await submit(orderId, "2015-06-02T08:02:00Z")).toMatchObject({
      refusal: { code: "device-not-qualified", serialNumbers: ["MAC-1"] },
    });
    expect((await order(orderId)).state).toBe("draft");
    valueOf(await put(orderId, [aDevice("mac-1", { ...mac, makerInstalled: "yes" })], "2015-06-02T08:03:00Z"));
    expect(codeOf(await submit(orderId, "2015-06-02T08:04:00Z"))).toBe("ok");
    expect(await devices(orderId)).toHaveLength(1);
  });

  it("7: a device without its certificate is named, and nothing is submitted", async () => {
    const { prepare, put, submit, order, versions } = await build();
    const orderId = await prepare("2015-06-02T08:00:00Z");
    const list = [...someDevices(11), aDevice("SN-BARE", { isCoaAffixed: false })];
    valueOf(await put(orderId, list, "2015-06-02T08:01:00Z"));
    expect(await submit(orderId, "2015-06-02T08:02:00Z")).toEqual({
      ok: false,
      refusal: { code: "coa-missing", serialNumbers: ["SN-BARE"] },
    });
    expect((await order(orderId)).state).toBe("draft");
    expect(await versions(orderId)).toEqual([]);
  });

  it("8: nothing is imaged before the written acceptance, and the database refuses it as well", async () => {
    const { db, prepare, put, submit, sign, answer, image, devices, versions, order, installerActor } = await build();
    const orderId = await prepare("2015-06-15T07:00:00Z");
    valueOf(await put(orderId, someDevices(2), "2015-06-15T07:01:00Z"));
    valueOf(await submit(orderId, "2015-06-15T07:02:00Z"));
    valueOf(await sign(orderId, "2015-06-15T08:00:00Z"));
    expect(codeOf(await image(orderId, "SN-001", "2015-06-16T08:00:00Z"))).toBe("installation-wrong-state");
    const [device] = await devices(orderId);
    const [version] = await versions(orderId);
    if (!device || !version) throw new Error("nothing to image");
    const record = (startedAt: string) => ({
      id: testIds.next(),
      orderId,
      partnerId: device.partnerId,
      deviceId: device.id,
      verificationId: version.id,
      image: "W81",
      isBaseKept: false,
      startedAt: instant(startedAt),
      finishedAt: null,
      by: installerActor.userId,
    });
    await expect(insertImagingRecord(db, record("2015-06-16T08:00:00Z"))).rejects.toThrow(/accepted verification/);
    valueOf(await answer(orderId, "2015-06-17T09:00:00Z", true));
    await expect(insertImagingRecord(db, record("2015-06-17T08:59:00Z"))).rejects.toThrow(/accepted verification/);
    expect(codeOf(await image(orderId, "SN-001", "2015-06-17T09:01:00Z"))).toBe("ok");
    expect((await order(orderId)).state).toBe("imaging");
    expect(codeOf(await image(orderId, "SN-001", "2015-06-17T09:02:00Z"))).toBe("device-imaged-already");
    expect(codeOf(await image(orderId, "SN-002", "2015-06-17T09:03:00Z"))).toBe("ok");
    expect((await order(orderId)).state).toBe("done");
  });

  it("9: a thirteenth device waits for a supplement while the twelve stay released", async () => {
    const { confirmed, put, submit, sign, answer, image, order, versions } = await build();
    const orderId = await confirmed(12);
    valueOf(await put(orderId, [aDevice("SN-013")], "2015-06-18T08:00:00Z"));
    expect((await order(orderId)).state).toBe("confirmed");
    expect(codeOf(await image(orderId, "SN-013", "2015-06-18T09:00:00Z"))).toBe("device-not-released");
    expect(codeOf(await image(orderId, "SN-012", "2015-06-18T09:01:00Z"))).toBe("ok");
    valueOf(await submit(orderId, "2015-06-18T10:00:00Z"));
    valueOf(await sign(orderId, "2015-06-18T11:00:00Z"));
    expect(codeOf(await image(orderId, "SN-013", "2015-06-18T11:30:00Z"))).toBe("device-not-released");
    valueOf(await answer(orderId, "2015-06-18T12:00:00Z", true, 2));
    expect(codeOf(await image(orderId, "SN-013", "2015-06-18T12:01:00Z"))).toBe("ok");
    expect((await versions(orderId)).map(({ state, isSupplement }) => [state, isSupplement])).toEqual([
      ["accepted", false],
      ["accepted", true],
    ]);
  });

  it("9b: a changed base uncovers its device and no other", async () => {
    const { confirmed, put, image } = await build();
    const orderId = await confirmed(2);
    const changed = aDevice("SN-001", { base: "windows-7-ultimate", baseWritten: "Windows 7 Ultimate" });
    valueOf(await put(orderId, [changed], "2015-06-18T08:00:00Z"));
    expect(codeOf(await image(orderId, "SN-001", "2015-06-18T09:00:00Z"))).toBe("device-not-released");
    expect(codeOf(await image(orderId, "SN-002", "2015-06-18T09:00:00Z"))).toBe("ok");
  });

  it("10: a form dated tomorrow, or not dated, is handed over to nobody", async () => {
    const { deps, prepare, put, submit, sign, signatory, order, versions } = await build();
    const orderId = await prepare("2015-06-18T08:00:00Z");
    valueOf(await put(orderId, someDevices(1), "2015-06-18T08:01:00Z"));
    valueOf(await submit(orderId, "2015-06-18T08:02:00Z"));
    const at = instant("2015-06-19T10:00:00Z");
    const upload = async (signedOn: string, bytes: Buffer, name = "signed.pdf") =>
      signVerification(
        deps,
        signatory,
        {
          idempotencyKey: testIds.next(),
          orderId,
          form: aForm,
          signature: { name: "F. Brandt", title: "CEO", signedOn, isAcknowledged: true },
          file: await staged(deps, name, bytes),
        },
        at,
      );
    expect(await upload("2015-06-20", pdfBytes)).toMatchObject({
      refusal: { code: "signed-in-future", signedOn: "2015-06-20", today: "2015-06-19" },
    });
    expect(await upload("", pdfBytes)).toMatchObject({
      refusal: { code: "verification-incomplete", field: "signedOn" },
    });
    expect(codeOf(await upload("2015-06-19", Buffer.from("no form at all"), "form.txt"))).toBe("signed-file-refused");
    expect((await order(orderId)).state).toBe("verification-open");
    expect((await versions(orderId))[0]?.signature).toBeNull();
    expect(codeOf(await upload("2015-06-19", pdfBytes))).toBe("ok");
    expect((await versions(orderId))[0]?.signature?.file?.sha256).toBe(
      createHash("sha256").update(pdfBytes).digest("hex"),
    );
    expect(codeOf(await sign(orderId, "2015-06-19T11:00:00Z"))).toBe("installation-wrong-state");
  });

  it("11: a return address of Microsoft is refused", async () => {
    const { db, deps, installerId } = await build();
    const operator = await buildOperatorActor(db);
    const keep = (returnAddress: string) =>
      keepInstaller(
        deps,
        operator,
        {
          idempotencyKey: testIds.next(),
          installerId,
          kind: "oem",
          name: "Imaging Works",
          address: "Kai 3",
          partnerId: null,
          returnAddress,
          returnInstructions: "",
        },
        now,
      );
    for (const address of ["forms@microsoft.com", "a@mail.MICROSOFT.de", "b@microsoft.co.uk"])
      expect(codeOf(await keep(address)), address).toBe("return-address-microsoft");
    expect(codeOf(await keep("forms@not-microsoft-but.example"))).toBe("ok");
  });

  it("12: a rejected version stays readable, and the next one is open with its fields", async () => {
    const { prepare, put, submit, sign, answer, order, versions } = await build();
    const orderId = await prepare("2015-06-20T08:00:00Z");
    valueOf(await put(orderId, someDevices(3), "2015-06-20T08:01:00Z"));
    valueOf(await submit(orderId, "2015-06-20T08:02:00Z"));
    valueOf(await sign(orderId, "2015-06-21T08:00:00Z"));
    valueOf(await answer(orderId, "2015-06-22T08:00:00Z", false));
    expect((await order(orderId)).state).toBe("verification-open");
    const [first, second] = await versions(orderId);
    expect(first).toMatchObject({
      state: "rejected",
      signature: { name: "Frauke Brandt" },
      confirmation: { text: "COA 3 is missing." },
    });
    expect(second).toMatchObject({ number: 2, state: "open", form: aForm, signature: null, confirmation: null });
    expect(codeOf(await answer(orderId, "2015-06-22T09:00:00Z", true))).toBe("verification-answered");
    valueOf(await sign(orderId, "2015-06-22T10:00:00Z"));
    expect(codeOf(await answer(orderId, "2015-06-22T11:00:00Z", true, 2))).toBe("ok");
  });

  it("13: an investigation holds the order; its evidence is the same bytes twice, with two lines in the log", async () => {
    const { db, deps, confirmed, image, installerActor, customer, actor, signatory } = await build();
    const orderId = await confirmed(2);
    const at = instant("2015-09-01T08:00:00Z");
    // A refused attempt is part of what an investigator wants to see.
    expect(codeOf(await image(orderId, "SN-404", "2015-08-31T10:00:00Z"))).not.toBe("ok");
    const base = { orderId, reason: "Serial number seen twice" };
    valueOf(
      await openInvestigation(deps, installerActor, { idempotencyKey: testIds.next(), serialNumber: "", ...base }, at),
    );
    const take = (when: string) =>
      exportEvidence(deps, installerActor, { idempotencyKey: testIds.next(), ...base }, instant(when));
    const first = valueOf(await take("2015-09-01T09:00:00Z"));
    const second = valueOf(await take("2015-09-02T09:00:00Z"));
    expect(second.bytes.equals(first.bytes)).toBe(true);
    const files = verifyManifest(first.bytes);
    const read = <T>(name: string) => JSON.parse(String(files.get(name))) as T;
    const told =
      read<{ action: string; outcome: string; at: number; at_utc: string; previous_mac: string; mac: string }[]>(
        "activity.json",
      );
    expect(told.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      "installation-prepared done",
      "installation-devices-changed done",
      "installation-submitted done",
      "verification-signed done",
      "verification-accepted done",
      "imaging-recorded refused",
      "investigation-opened done",
    ]);
    for (const { at: ms, at_utc } of told) expect(instant(at_utc).epochMilliseconds).toBe(ms);
    expect(read("order.json")).toMatchObject({ customerName: customer.name, installer: { name: "Imaging Works" } });
    const people = Object.keys(read<Record<string, string>>("people.json"));
    expect(people).toEqual(expect.arrayContaining([actor.userId, signatory.userId, installerActor.userId]));
    const lines = await db
      .selectFrom("activity")
      .select("id")
      .where("customer_id", "=", customer.id)
      .where("action", "=", "evidence-exported")
      .execute();
    expect(lines).toHaveLength(2);
    expect(codeOf(await image(orderId, "SN-001", "2015-09-01T10:00:00Z"))).toBe("installation-held");
  });

  it("14: the base stays only on a device with active Windows SA", async () => {
    const { prepare, put, submit, sign, answer, image } = await build();
    const orderId = await prepare("2015-06-10T08:00:00Z");
    const devices = [aDevice("SN-PLAIN"), aDevice("SN-SA", { hasSa: true })];
    valueOf(await put(orderId, devices, "2015-06-10T08:01:00Z"));
    valueOf(await submit(orderId, "2015-06-10T08:02:00Z"));
    valueOf(await sign(orderId, "2015-06-10T09:00:00Z"));
    valueOf(await answer(orderId, "2015-06-10T10:00:00Z", true));
    expect(codeOf(await image(orderId, "SN-PLAIN", "2015-06-10T11:00:00Z", true))).toBe("base-kept-without-sa");
    expect(codeOf(await image(orderId, "SN-SA", "2015-06-10T11:00:00Z", true))).toBe("ok");
  });

  it("15: a partner does not sign for its customer, and is told who does", async () => {
    const { prepare, put, submit, sign, actor, installerActor } = await build();
    const orderId = await prepare("2015-06-10T08:00:00Z");
    valueOf(await put(orderId, someDevices(1), "2015-06-10T08:01:00Z"));
    valueOf(await submit(orderId, "2015-06-10T08:02:00Z"));
    for (const by of [actor, installerActor]) {
      const refused = codeOf(await sign(orderId, "2015-06-10T09:00:00Z", { by }));
      expect(refused).toBe("signature-is-the-customers");
    }
    expect(refusalStatus["signature-is-the-customers"]).toBe(403);
  });

  it("lets an agreement admin sign without being a global admin, and nobody else of the customer", async () => {
    const { db, prepare, put, submit, sign, customer, partner, agreementId, actor } = await build();
    const orderId = await prepare("2015-06-10T08:00:00Z");
    valueOf(await put(orderId, someDevices(1), "2015-06-10T08:01:00Z"));
    valueOf(await submit(orderId, "2015-06-10T08:02:00Z"));
    const own = { partnerId: partner.id, customerId: customer.id };
    const { id: userId } = await buildUser(db, { ...own, roles: ["customer-user"] });
    const by = { kind: "customer", ...own, userId, roles: ["customer-user"], address: null } as const;
    const give = (withdrawnAt: number | null) =>
      db
        .insertInto("agreement_role")
        .values({
          id: testIds.next(),
          agreement_id: agreementId,
          partner_id: partner.id,
          customer_id: customer.id,
          user_id: userId,
          role: "agreement-admin",
          granted_at: 0,
          granted_by: actor.userId,
          withdrawn_at: withdrawnAt,
          withdrawn_by: withdrawnAt === null ? null : actor.userId,
        })
        .execute();
    expect(codeOf(await sign(orderId, "2015-06-10T09:00:00Z", { by }))).toBe("not-found");
    // A role that was taken back is none.
    await give(1);
    expect(codeOf(await sign(orderId, "2015-06-10T09:00:00Z", { by }))).toBe("not-found");
    await give(null);
    expect(codeOf(await sign(orderId, "2015-06-10T09:00:00Z", { by }))).toBe("ok");
  });

  it("gives a repeated export its file again, and logs it once", async () => {
    const { db, deps, confirmed, installerActor } = await build();
    const orderId = await confirmed(1);
    const wish = { idempotencyKey: testIds.next(), orderId, reason: "Asked for" };
    const first = valueOf(await exportEvidence(deps, installerActor, wish, instant("2015-09-01T09:00:00Z")));
    const again = valueOf(await exportEvidence(deps, installerActor, wish, instant("2015-09-01T09:00:01Z")));
    expect(again.bytes.equals(first.bytes)).toBe(true);
    const exports = await db.selectFrom("evidence_export").select("id").where("order_id", "=", orderId).execute();
    expect(exports).toHaveLength(1);
  });

  it("leaves an order invisible to another partner, another installer, and to its installer before it is handed over", async () => {
    const { db, prepare, put, submit, installerActor, partner } = await build();
    const other = await build();
    const orderId = await prepare("2015-06-10T08:00:00Z");
    valueOf(await put(orderId, someDevices(1), "2015-06-10T08:01:00Z"));
    valueOf(await submit(orderId, "2015-06-10T08:02:00Z"));
    expect(await findInstallation(db, { kind: "partner", partnerId: other.partner.id }, orderId)).toBeUndefined();
    const asInstaller = { kind: "installer", partnerId: installerActor.partnerId } as const;
    expect(await findInstallation(db, asInstaller, orderId)).toBeUndefined();
    expect(await findInstallation(db, { kind: "partner", partnerId: partner.id }, orderId)).toBeDefined();
    expect(codeOf(await other.answer(orderId, "2015-06-10T09:00:00Z", true))).toBe("not-found");
    expect(codeOf(await other.sign(orderId, "2015-06-10T09:00:00Z"))).toBe("not-found");
    expect(codeOf(await other.put(orderId, someDevices(1), "2015-06-10T09:00:00Z"))).toBe("not-found");
  });

  it("lets one of two signatures win, and one of two answers", async () => {
    const { prepare, put, submit, sign, answer } = await build();
    const orderId = await prepare("2015-06-10T08:00:00Z");
    valueOf(await put(orderId, someDevices(1), "2015-06-10T08:01:00Z"));
    valueOf(await submit(orderId, "2015-06-10T08:02:00Z"));
    const signed = await Promise.all([sign(orderId, "2015-06-10T09:00:00Z"), sign(orderId, "2015-06-10T09:00:00Z")]);
    expect(signed.map(codeOf).toSorted()).toEqual(["installation-wrong-state", "ok"]);
    const answered = await Promise.all([
      answer(orderId, "2015-06-10T10:00:00Z", true),
      answer(orderId, "2015-06-10T10:00:00Z", false),
    ]);
    expect(answered.map(codeOf).toSorted()).toEqual(["ok", "verification-answered"]);
  });
});

/** Reads a stored zip by its directory, and checks every file against the manifest and the list of sums. */
function verifyManifest(zip: Buffer): ReadonlyMap<string, Buffer> {
  const files = new Map<string, Buffer>();
  let at = zip.readUInt32LE(zip.length - 22 + 16);
  for (let n = zip.readUInt16LE(zip.length - 22 + 10); n > 0; n--) {
    const size = zip.readUInt32LE(at + 24);
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString("ascii", at + 46, at + 46 + nameLength);
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26);
    files.set(name, zip.subarray(start, start + size));
    at += 46 + nameLength;
  }
  const manifest = JSON.parse(String(files.get("manifest.json"))) as {
    files: { name: string; sha256: string; bytes: number }[];
  };
  expect(manifest.files.map(({ name }) => name).toSorted()).toEqual(
    [...files.keys()].filter((name) => name !== "manifest.json" && name !== "SHA256SUMS").toSorted(),
  );
  expect(manifest.files.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["order.json", "devices.json", "verifications/version-1.json", "activity.json"]),
  );
  const sumOf = (name: string) =>
    createHash("sha256")
      .update(files.get(name) ?? "")
      .digest("hex");
  for (const { name, sha256 } of manifest.files) expect(sumOf(name), name).toBe(sha256);
  // As `sha256sum -c` reads it: the sum, two blanks, the path.
  const sums = String(files.get("SHA256SUMS")).trimEnd().split("\n");
  expect(sums).toEqual(
    [...manifest.files.map(({ name }) => name), "manifest.json"].map((name) => `${sumOf(name)}  ${name}`),
  );
  return files;
}
