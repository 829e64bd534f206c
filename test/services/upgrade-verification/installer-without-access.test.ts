import { expect, it } from "vitest";
import { filesOfLetter } from "#app/emails/letter-files.server.ts";
import { writeLetterMail } from "#app/emails/write-letter-mail.tsx";
import type { Actor } from "#app/domain/access/roles.ts";
import type { RefusalCode } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/result.ts";
import {
  answerVerification,
  recordInstallerAnswer,
} from "#app/services/upgrade-verification/answer-verification.server.ts";
import { exportEvidence } from "#app/services/upgrade-verification/export-evidence.server.ts";
import {
  closeInvestigation,
  openInvestigation,
} from "#app/services/upgrade-verification/investigate-installation.server.ts";
import { finishImaging, recordImaging } from "#app/services/upgrade-verification/record-imaging.server.ts";
import { signVerification } from "#app/services/upgrade-verification/sign-verification.server.ts";
import { insertInstaller } from "#db/repositories/installation-orders-installers.ts";
import { listImagingRecords, readCoverage } from "#db/repositories/installation-orders-verifications.ts";
import { findInstallation } from "#db/repositories/installation-orders.ts";
import { claimDueLetter } from "#db/repositories/letters.ts";
import { buildOperatorActor, instant, testIds } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import {
  aForm,
  buildInstallationTenant,
  installationSteps,
  someDevices,
  valueOf,
} from "#test/support/installations.ts";
import { pdfBytes, staged, supportDeps } from "#test/support/support-requests.ts";

const codeOf = (result: Result<unknown>): RefusalCode | "ok" => (result.ok ? "ok" : result.refusal.code);

describeOnBothDatabases("an installer without access", (database) => {
  async function build() {
    const { db } = database();
    const tenant = await buildInstallationTenant(db);
    const deps = supportDeps(db, instant("2015-06-02T08:00:00Z"));
    const firm = {
      id: testIds.next(),
      kind: "oem" as const,
      name: "Fabrikam Computer AG",
      address: "Industriestraße 4, Bielefeld",
      partnerId: null,
      returnAddress: `forms-${testIds.next().slice(-8)}@fabrikam.example`,
      returnInstructions: "By fax.",
      version: 1,
    };
    await insertInstaller(db, firm);
    const steps = installationSteps(deps, { ...tenant, installerId: firm.id });
    const { actor, signatory } = tenant;
    const order = async (orderId: string) => {
      const found = await findInstallation(db, { kind: "operator" }, orderId);
      if (found === undefined) throw new Error("No such order");
      return found;
    };
    const sent = async (count = 2) => {
      const orderId = await steps.prepare("2015-06-10T08:00:00Z");
      valueOf(await steps.put(orderId, someDevices(count), "2015-06-10T08:05:00Z"));
      valueOf(await steps.submit(orderId, "2015-06-10T08:10:00Z"));
      valueOf(await steps.sign(orderId, "2015-06-15T08:00:00Z"));
      return orderId;
    };
    type Wish = { by?: Actor; name?: string; answeredOn?: string; isAccepted?: boolean; number?: number };
    const record = async (orderId: string, over: Wish = {}, bytes: Buffer | null = pdfBytes, file = "answer.pdf") => {
      const { by = actor, name = "Herta Ott", answeredOn = "2015-06-16", isAccepted = true, number = 1 } = over;
      return recordInstallerAnswer(
        deps,
        by,
        {
          idempotencyKey: testIds.next(),
          orderId,
          number,
          isAccepted,
          text: isAccepted ? "Accepted." : "Serial 2 is unreadable.",
          name,
          answeredOn,
          file: bytes === null ? null : await staged(deps, file, bytes),
        },
        instant("2015-06-17T09:00:00Z"),
      );
    };
    const image = (orderId: string, serialNumber: string, isFinished = true) =>
      recordImaging(
        deps,
        actor,
        {
          idempotencyKey: testIds.next(),
          orderId,
          serialNumber,
          image: "W81",
          isBaseKept: false,
          isFinished,
          isForInstaller: true,
        },
        instant("2015-06-18T09:00:00Z"),
      );
    /** The letters to the firm, oldest first, as they leave. */
    const letters = async () => {
      const taken = [];
      for (;;) {
        const now = instant("2030-01-01T00:00:00Z");
        const letter = await db.transaction().execute((tx) => claimDueLetter(tx, now, instant("2031-01-01T00:00:00Z")));
        if (letter === undefined) break;
        if (letter.recipient.email === firm.returnAddress) taken.push(letter);
      }
      return taken.toSorted((a, b) => a.queuedAt.epochMilliseconds - b.queuedAt.epochMilliseconds);
    };
    return { db, deps, firm, order, sent, record, image, letters, signatory, ...steps, tenant };
  }

  it("gets the signed form by mail, to its return address, in the language of the form and with the file", async () => {
    const { db, deps, firm, sent, letters } = await build();
    const orderId = await sent();
    const [letter, ...others] = await letters();
    expect(others).toEqual([]);
    if (letter === undefined) throw new Error("No letter");
    expect(letter).toMatchObject({
      kind: "form-handed-over",
      recipient: { name: firm.name, email: firm.returnAddress, language: "de" },
      facts: { installationId: orderId, number: 1, devices: 2 },
    });
    const mail = await writeLetterMail(letter, null, "https://portal.example");
    expect(mail.subject).toContain(orderId);
    // There is no page for somebody without access: no link to one.
    expect(mail.text).not.toContain("https://portal.example");
    const files = await filesOfLetter(db, deps.attachmentStore, letter);
    expect(files.map(({ fileName, mediaType }) => [fileName, mediaType])).toEqual([
      [`lizenzbestaetigung-${orderId}-1.pdf`, "application/pdf"],
    ]);
    expect(
      Buffer.from(files[0]?.content ?? [])
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");
  });

  it("gets a form that was signed by hand as it was signed, beside the filled one", async () => {
    const { db, deps, prepare, put, submit, signatory, letters } = await build();
    const orderId = await prepare("2015-06-10T08:00:00Z");
    valueOf(await put(orderId, someDevices(1), "2015-06-10T08:05:00Z"));
    valueOf(await submit(orderId, "2015-06-10T08:10:00Z"));
    const signature = { name: "F. Brandt", title: "CEO", signedOn: "2015-06-15", isAcknowledged: true };
    const file = await staged(deps, "signed.pdf", pdfBytes);
    const wish = { idempotencyKey: testIds.next(), orderId, form: aForm, signature, file };
    valueOf(await signVerification(deps, signatory, wish, instant("2015-06-15T08:00:00Z")));
    const [letter] = await letters();
    if (letter === undefined) throw new Error("No letter");
    const files = await filesOfLetter(db, deps.attachmentStore, letter);
    expect(files).toHaveLength(2);
    expect(Buffer.from(files[1]?.content ?? [])).toEqual(pdfBytes);
  });

  it("is not imaged for before its answer is recorded; the recorded answer alone releases the devices", async () => {
    const { db, sent, record, image, order, letters, deps, tenant } = await build();
    const orderId = await sent();
    expect(codeOf(await image(orderId, "SN-001"))).toBe("installation-wrong-state");
    valueOf(await record(orderId));
    const confirmed = await order(orderId);
    expect(confirmed.state).toBe("confirmed");
    const [version] = (await readCoverage(db, confirmed)).verifications;
    expect(version?.confirmation).toMatchObject({
      isAccepted: true,
      name: "Herta Ott",
      answeredOn: "2015-06-16",
      file: { kind: "pdf", sizeBytes: pdfBytes.length },
    });
    const released = (await letters()).find(({ kind }) => kind === "devices-released");
    if (released === undefined) throw new Error("No list of released devices");
    const [list] = await filesOfLetter(db, deps.attachmentStore, released);
    const text = Buffer.from(list?.content ?? []).toString();
    expect(text).toContain("SN-001");
    expect(text.trim().split("\r\n")).toHaveLength(3);
    expect(codeOf(await image(orderId, "SN-001"))).toBe("ok");
    expect((await order(orderId)).state).toBe("imaging");
    expect(codeOf(await image(orderId, "SN-002", false))).toBe("ok");
    const [begun] = (await listImagingRecords(db, confirmed)).filter(({ finishedAt }) => finishedAt === null);
    const finish = { idempotencyKey: testIds.next(), orderId, recordId: begun?.id ?? "", isForInstaller: true };
    valueOf(await finishImaging(deps, tenant.actor, finish, instant("2015-06-18T10:00:00Z")));
    expect((await order(orderId)).state).toBe("done");
  });

  it("is refused an answer without a file or name, of another day, twice, or in a file of another kind", async () => {
    const { sent, record, order } = await build();
    const orderId = await sent();
    expect(codeOf(await record(orderId, {}, null))).toBe("answer-evidence-needed");
    expect(codeOf(await record(orderId, { name: " " }))).toBe("answer-evidence-needed");
    expect(codeOf(await record(orderId, { answeredOn: "2015-06-14" }))).toBe("answer-day-wrong");
    expect(codeOf(await record(orderId, { answeredOn: "2015-06-18" }))).toBe("answer-day-wrong");
    expect(codeOf(await record(orderId, {}, Buffer.from("accepted"), "answer.txt"))).toBe("signed-file-refused");
    expect((await order(orderId)).state).toBe("sent");
    expect(codeOf(await record(orderId, { answeredOn: "2015-06-17" }))).toBe("ok");
    expect(codeOf(await record(orderId))).toBe("verification-answered");
  });

  it("can refuse, and then the next version is open", async () => {
    const { db, sent, record, order } = await build();
    const orderId = await sent();
    valueOf(await record(orderId, { isAccepted: false }));
    const after = await order(orderId);
    expect(after.state).toBe("verification-open");
    expect((await readCoverage(db, after)).verifications.map(({ state }) => state)).toEqual(["rejected", "open"]);
  });

  it("is spoken for by the order's partner alone, and never where it has access", async () => {
    const { deps, sent, record, signatory, tenant, image } = await build();
    const orderId = await sent();
    expect(codeOf(await record(orderId, { by: signatory }))).toBe("role-needed");
    expect(codeOf(await record(orderId, { by: tenant.installerActor }))).toBe("not-found");
    const wish = { idempotencyKey: testIds.next(), orderId, number: 1, isAccepted: true, text: "Yes" };
    expect(codeOf(await answerVerification(deps, tenant.actor, wish, instant("2015-06-17T09:00:00Z")))).toBe(
      "not-found",
    );
    const own = installationSteps(deps, tenant);
    const other = await own.prepare("2015-06-10T08:00:00Z");
    valueOf(await own.put(other, someDevices(1), "2015-06-10T08:05:00Z"));
    valueOf(await own.submit(other, "2015-06-10T08:10:00Z"));
    valueOf(await own.sign(other, "2015-06-15T08:00:00Z"));
    expect(codeOf(await record(other))).toBe("installer-has-access");
    expect(codeOf(await image(other, "SN-001"))).toBe("installer-has-access");
  });

  it("is told to stop by an investigation, and gets a new list once it is lifted; the answer is in the evidence", async () => {
    const { db, deps, sent, record, letters } = await build();
    const operator = await buildOperatorActor(db);
    const orderId = await sent();
    valueOf(await record(orderId));
    const once = () => ({ idempotencyKey: testIds.next(), orderId, reason: "Twice" });
    const wish = { ...once(), serialNumber: "" };
    valueOf(await openInvestigation(deps, operator, wish, instant("2015-06-19T09:00:00Z")));
    const evidence = valueOf(await exportEvidence(deps, operator, once(), instant("2015-06-19T10:00:00Z")));
    expect(evidence.bytes.includes("verifications/version-1-answer.pdf")).toBe(true);
    valueOf(await closeInvestigation(deps, operator, once(), instant("2015-06-20T09:00:00Z")));
    expect((await letters()).map(({ kind }) => kind)).toEqual([
      "form-handed-over",
      "devices-released",
      "installation-stopped",
      "devices-released",
    ]);
  });
});
