import { createHash } from "node:crypto";
import { existsSync, readdirSync, renameSync, statSync, utimesSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { keepAttachments } from "#app/services/support/attachments.server.ts";
import { sweepAttachments } from "#app/services/support/sweep-attachments.server.ts";
import { recordInstallerAnswer } from "#app/services/upgrade-verification/answer-verification.server.ts";
import { signVerification } from "#app/services/upgrade-verification/sign-verification.server.ts";
import { insertInstaller } from "#db/repositories/installation-orders-installers.ts";
import { buildTenant, instant, testIds } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import {
  aForm,
  buildInstallationTenant,
  installationSteps,
  someDevices,
  valueOf,
} from "#test/support/installations.ts";
import { openRequest, pdfBytes, staged, supportDeps } from "#test/support/support-requests.ts";

const at = instant("2024-03-20T10:00:00Z");
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const sha256Of = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const aPdf = (text: string) => Buffer.concat([pdfBytes, Buffer.from(text)]);

describeOnBothDatabases("attachments that no row names", (database) => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "sweep-"));
  });
  afterEach(async () => rm(folder, { recursive: true, force: true }));

  const deps = () => supportDeps(database().db, at, folder);
  const homeOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);
  const asideOf = (sha256: string) => join(folder, "aside", sha256);

  /** Where a content lies. */
  function placeOf(bytes: Uint8Array) {
    const sha256 = sha256Of(bytes);
    return existsSync(homeOf(sha256)) ? "kept" : existsSync(asideOf(sha256)) ? "aside" : "gone";
  }

  /** Makes a file as old as it is said to be. */
  function age(path: string, ageMs: number) {
    const seconds = (statSync(folder).mtimeMs - ageMs) / 1000;
    utimesSync(path, seconds, seconds);
  }

  /** Content that was kept, and whose process died before its row was written. */
  async function lost(text: string, ageMs: number) {
    const bytes = aPdf(text);
    await keepAttachments([await staged(deps(), "lost.pdf", bytes)]);
    age(homeOf(sha256Of(bytes)), ageMs);
    return bytes;
  }

  /** What all calls of four hours and a quarter put aside. */
  async function sweepAll() {
    let count = 0;
    for (let minute = 0; minute < 256; minute += 1)
      count += await sweepAttachments(deps(), at.add({ minutes: minute }));
    return count;
  }

  it("are put aside after a day, and deleted after a month aside; no other file is touched", async () => {
    const [old, young] = [await lost("old", dayMs + hourMs), await lost("young", dayMs - hourMs)];
    expect(await sweepAll()).toBe(1);
    expect([placeOf(old), placeOf(young)]).toEqual(["aside", "kept"]);
    age(asideOf(sha256Of(old)), 30 * dayMs - hourMs);
    expect(await sweepAll()).toBe(0);
    expect(placeOf(old)).toBe("aside");
    age(asideOf(sha256Of(old)), 30 * dayMs + hourMs);
    expect(await sweepAll()).toBe(0);
    expect([placeOf(old), placeOf(young)]).toEqual(["gone", "kept"]);
    expect(readdirSync(join(folder, "aside"))).toEqual([]);
  });

  it("are none of those that a request, a signed form or an answer to one names", async () => {
    const { db } = database();
    const { actor } = await buildTenant(db);
    const attached = aPdf("request");
    await openRequest(deps(), actor, at, { attachments: [await staged(deps(), "a.pdf", attached)] });

    const [signed, answered] = [aPdf("signed"), aPdf("answer")];
    const tenant = await buildInstallationTenant(db);
    const firm = {
      id: testIds.next(),
      kind: "oem" as const,
      name: "Fabrikam Computer AG",
      address: "Industriestraße 4, Bielefeld",
      partnerId: null,
      returnAddress: "forms@fabrikam.example",
      returnInstructions: "By fax.",
      version: 1,
    };
    await insertInstaller(db, firm);
    const { prepare, put, submit } = installationSteps(deps(), { ...tenant, installerId: firm.id });
    const orderId = await prepare("2015-06-10T08:00:00Z");
    valueOf(await put(orderId, someDevices(1), "2015-06-10T08:05:00Z"));
    valueOf(await submit(orderId, "2015-06-10T08:10:00Z"));
    const signature = { name: "F. Brandt", title: "CEO", signedOn: "2015-06-15", isAcknowledged: true };
    const file = await staged(deps(), "signed.pdf", signed);
    const wish = { idempotencyKey: testIds.next(), orderId, form: aForm, signature, file };
    valueOf(await signVerification(deps(), tenant.signatory, wish, instant("2015-06-15T08:00:00Z")));
    const answer = {
      idempotencyKey: testIds.next(),
      orderId,
      number: 1,
      isAccepted: true,
      text: "Accepted.",
      name: "Herta Ott",
      answeredOn: "2015-06-16",
      file: await staged(deps(), "answer.pdf", answered),
    };
    valueOf(await recordInstallerAnswer(deps(), tenant.actor, answer, instant("2015-06-17T09:00:00Z")));

    for (const bytes of [attached, signed, answered]) age(homeOf(sha256Of(bytes)), 400 * dayMs);
    expect(await sweepAll()).toBe(0);
    expect([attached, signed, answered].map(placeOf)).toEqual(["kept", "kept", "kept"]);
  });

  it("come back where a row names them again: with the right database, or because the same file was attached", async () => {
    const { db } = database();
    const { actor } = await buildTenant(db);
    const bytes = await lost("again", 2 * dayMs);
    await sweepAll();
    expect(placeOf(bytes)).toBe("aside");
    await openRequest(deps(), actor, at, { attachments: [await staged(deps(), "again.pdf", bytes)] });
    expect(placeOf(bytes)).toBe("kept");
    // As a process leaves it that died between moving a file and looking at it.
    await rm(asideOf(sha256Of(bytes)), { force: true });
    renameSync(homeOf(sha256Of(bytes)), asideOf(sha256Of(bytes)));
    await sweepAll();
    expect(placeOf(bytes)).toBe("kept");
  });

  it("are as young as their last arrival: the same file that comes in while they are looked at is not lost", async () => {
    const bytes = await lost("race", 2 * dayMs);
    const sha256 = sha256Of(bytes);
    const { attachmentStore } = deps();
    const asked: string[] = [];
    const swept = await attachmentStore.sweep?.(sha256.slice(0, 2), async (names) => {
      // The same content is attached by somebody between the look at its age and its move; its row is not written yet.
      if (asked.push(...names) === 1) await keepAttachments([await staged(deps(), "race.pdf", bytes)]);
      return new Set();
    });
    expect([asked[0], swept, placeOf(bytes)]).toEqual([sha256, 0, "kept"]);
  });
});
