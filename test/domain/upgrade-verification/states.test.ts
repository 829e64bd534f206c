import { describe, expect, it } from "vitest";
import {
  decideAnswer,
  decideCancel,
  decideDevicesChange,
  decideFinish,
  decideHold,
  decideImaging,
  decideLift,
  decideRemoval,
  decideSign,
  decideSubmit,
  devicesToVerify,
} from "#app/domain/upgrade-verification/decide-installation.ts";
import {
  type Coverage,
  fingerprintOf,
  type ImagingRecord,
  type InstallationDevice,
  type InstallationOrder,
  type InstallationState,
  installationStates,
  isReleased,
  type Verification,
  verdictOfDevice,
} from "#app/domain/upgrade-verification/installation-order.ts";
import { refusalOfWrittenAnswer } from "#app/domain/upgrade-verification/speak-for-installer.ts";
import { isMicrosoftAddress, refusalOfSignature } from "#app/domain/upgrade-verification/verification-form.ts";
import { aSentVersion, anInstallation, anInstalledDevice } from "../support/installation-refusals.ts";
import { around, instant } from "../support/records.ts";

/** The states of an order of an upgrade installation: what leads from one to the next, and what never does. */

const at = instant("2015-06-20T10:00:00Z");
const acceptedAt = instant("2015-06-17T09:00:00Z");
const none: Coverage = { verifications: [], listed: [] };
const orderIn = (state: InstallationState, more: Partial<InstallationOrder> = {}): InstallationOrder => {
  return { ...anInstallation, state, ...more };
};
const device = (id: string, more: Partial<InstallationDevice> = {}): InstallationDevice => {
  return { ...anInstalledDevice, id, serialNumber: `SN-${id}`, ...more };
};
const [one, two] = [device("1"), device("2")];

/** An accepted version that lists devices as they are. */
function accepted(devices: readonly InstallationDevice[], id = "v"): Coverage {
  const confirmation = {
    isAccepted: true,
    text: "ok",
    name: "I",
    by: "i",
    at: acceptedAt,
    answeredOn: null,
    file: null,
  };
  const version: Verification = { ...aSentVersion, id, state: "accepted", confirmation };
  const listed = devices.map((each) => ({
    verificationId: id,
    deviceId: each.id,
    fingerprint: fingerprintOf(each, anInstallation),
    serialNumber: each.serialNumber,
    baseName: "",
    coaSerialNumber: "",
    licenceProof: "",
  }));
  return { verifications: [version], listed };
}
const wish = { isBaseKept: false, startedAt: acceptedAt, finishedAt: at };
const record = (of: InstallationDevice, finishedAt: ImagingRecord["finishedAt"] = at): ImagingRecord => {
  const base = { partnerId: "p", orderId: "1", verificationId: "v", image: "W", isBaseKept: false, by: "i" };
  return { ...base, id: `r-${of.id}`, deviceId: of.id, startedAt: acceptedAt, finishedAt };
};
type Decision =
  | { readonly ok: true; readonly value: InstallationOrder | { readonly order: InstallationOrder } }
  | { readonly ok: false; readonly refusal: { readonly code: string } };
function outcome(decision: Decision): string {
  if (!decision.ok) return decision.refusal.code;
  const order = "order" in decision.value ? decision.value.order : decision.value;
  expect(order.version).toBe(anInstallation.version + 1);
  expect(order.changedAt).toBe(at);
  return order.state;
}

describe("An order of an upgrade installation", () => {
  const open: Verification = { ...aSentVersion, state: "open" };
  const covered = accepted([one, two]);
  const wrong = "installation-wrong-state";

  it.each<[InstallationState, string, string, string, string, string]>([
    // state · submitted · signed · accepted · first imaging · given up
    ["draft", "verification-open", wrong, wrong, wrong, "cancelled"],
    ["verification-open", wrong, "sent", wrong, wrong, "cancelled"],
    ["sent", wrong, wrong, "confirmed", wrong, "cancelled"],
    ["confirmed", "confirmed", "confirmed", "confirmed", "imaging", "cancelled"],
    ["imaging", "imaging", "imaging", "imaging", "imaging", wrong],
    ["done", wrong, wrong, wrong, wrong, wrong],
    ["cancelled", wrong, wrong, wrong, wrong, wrong],
  ])("that is %s", (state, submitted, signed, answered, imaged, givenUp) => {
    const order = orderIn(state);
    const facts = { ...covered, records: [], devices: [one, two] };
    expect([
      outcome(decideSubmit(order, [one], none, at)),
      outcome(decideSign(order, open, [one], none, at)),
      outcome(decideAnswer(order, aSentVersion, { isAccepted: true, text: "ok" }, at)),
      outcome(decideImaging(order, one, facts, wish, at)),
      outcome(decideCancel(order, at)),
    ]).toEqual([submitted, signed, answered, imaged, givenUp]);
  });

  it("that is held goes nowhere, and goes on once the hold is lifted", () => {
    const held = orderIn("confirmed", { heldAt: acceptedAt });
    const facts = { ...covered, records: [], devices: [one, two] };
    expect([
      outcome(decideSubmit(held, [one], none, at)),
      outcome(decideSign(held, open, [one], none, at)),
      outcome(decideImaging(held, one, facts, wish, at)),
      outcome(decideCancel(held, at)),
      outcome(decideDevicesChange(held, at)),
      outcome(decideHold(held, "again", at)),
    ]).toEqual(Array.from({ length: 6 }, () => "installation-held"));
    expect(isReleased(one, held, covered)).toBe(false);
    const lifted = decideLift(held, "cleared", at);
    expect(lifted).toMatchObject({ ok: true, value: { heldAt: null, state: "confirmed" } });
    expect(lifted.ok && isReleased(one, lifted.value, covered)).toBe(true);
    expect(outcome(decideLift(orderIn("confirmed"), "cleared", at))).toBe("installation-not-held");
    const hold = decideHold(orderIn("confirmed"), "COA missing", at);
    expect(hold).toMatchObject({ ok: true, value: { heldAt: at, state: "confirmed" } });
    for (const reason of ["", "  "]) {
      expect(outcome(decideHold(orderIn("confirmed"), reason, at))).toBe("answer-text-needed");
      expect(outcome(decideLift(held, reason, at))).toBe("answer-text-needed");
    }
  });

  it("goes back to its form where the installer rejects the first one, and stays where it rejects a supplement", () => {
    const reject = { isAccepted: false, text: "COA is not readable" };
    expect(outcome(decideAnswer(orderIn("sent"), aSentVersion, reject, at))).toBe("verification-open");
    expect(outcome(decideAnswer(orderIn("imaging"), aSentVersion, reject, at))).toBe("imaging");
    expect(outcome(decideAnswer(orderIn("sent"), aSentVersion, { ...reject, text: " " }, at))).toBe(
      "answer-text-needed",
    );
    const [answered] = covered.verifications;
    if (answered === undefined) throw new Error("no version");
    expect(outcome(decideAnswer(orderIn("confirmed"), answered, reject, at))).toBe("verification-answered");
    expect(outcome(decideAnswer(orderIn("sent"), open, reject, at))).toBe(wrong);
  });

  it("is shown to its installer from the first hand-over on, which no later one changes", () => {
    const first = decideSign(orderIn("verification-open"), open, [one], none, at);
    expect(first).toMatchObject({ value: { order: { handedOverAt: at }, listed: [{ id: "1" }] } });
    const again = decideSign(orderIn("verification-open", { handedOverAt: acceptedAt }), open, [one], none, at);
    expect(again).toMatchObject({ value: { order: { handedOverAt: acceptedAt } } });
    expect(outcome(decideSign(orderIn("verification-open"), undefined, [one], none, at))).toBe(wrong);
  });

  it("asks for a supplement of what no accepted version covers, and for nothing else", () => {
    const order = orderIn("confirmed");
    const third = device("3");
    expect(devicesToVerify(order, [one, two, third], covered)).toEqual([third]);
    expect(outcome(decideSubmit(order, [one, two], covered, at))).toBe("nothing-to-verify");
    expect(decideSubmit(order, [one, two, third], covered, at)).toMatchObject({ value: { isSupplement: true } });
    const waiting = { ...covered, verifications: [...covered.verifications, { ...aSentVersion, number: 2 }] };
    expect(outcome(decideSubmit(order, [one, two, third], waiting, at))).toBe("verification-pending");
    expect(outcome(decideSubmit(orderIn("draft"), [], none, at))).toBe("installation-devices-missing");
    const removed = device("4", { removedAt: at });
    expect(outcome(decideSubmit(orderIn("draft"), [removed], none, at))).toBe("installation-devices-missing");
  });

  it.each([
    ["device-not-qualified", { base: "linux" }],
    ["coa-missing", { isCoaAffixed: false }],
    ["licence-proof-missing", { licenceProof: " " }],
  ] as const)("is not certified: %s, by serial number", (code, wrongDevice) => {
    const bad = device("9", wrongDevice);
    const expected = { ok: false, refusal: { code, serialNumbers: ["SN-9"] } };
    expect(decideSubmit(orderIn("draft"), [one, bad], none, at)).toEqual(expected);
    expect(decideSign(orderIn("verification-open"), open, [one, bad], none, at)).toEqual(expected);
  });
});

describe("An image", () => {
  const covered = accepted([one, two]);
  const image = (of: InstallationDevice, more: Partial<Parameters<typeof decideImaging>[2]> = {}, when = wish) =>
    decideImaging(orderIn("confirmed"), of, { ...covered, records: [], devices: [one, two], ...more }, when, at);

  it("is started at the acceptance or later, not a millisecond before", () => {
    const { before, at: exactly } = around(acceptedAt.toString());
    expect(outcome(image(one, {}, { ...wish, startedAt: exactly }))).toBe("imaging");
    expect(image(one, {}, { ...wish, startedAt: before })).toEqual({
      ok: false,
      refusal: { code: "imaging-before-acceptance", acceptedAt: acceptedAt.epochMilliseconds },
    });
  });

  it("goes once on each device that the accepted version lists as it is", () => {
    expect(outcome(image(one, { records: [record(one)] }))).toBe("device-imaged-already");
    expect(outcome(image(device("3")))).toBe("device-not-released");
    expect(outcome(image({ ...one, removedAt: at }))).toBe("device-not-released");
    expect(outcome(image({ ...one, serialNumber: "SN-9" }))).toBe("device-not-released");
    expect(outcome(image({ ...one, base: "windows-7-ultimate" }))).toBe("device-not-released");
    expect(outcome(image({ ...one, serialNumber: " sn-1 " }))).toBe("imaging");
    const [version] = covered.verifications;
    if (version === undefined) throw new Error("no version");
    for (const state of ["open", "sent", "rejected", "superseded"] as const)
      expect(outcome(image(one, { verifications: [{ ...version, state }] }))).toBe("device-not-released");
    const target = { ...anInstallation, state: "confirmed", target: "windows-8.1-enterprise" } as const;
    const facts = { ...covered, records: [], devices: [one, two] };
    expect(outcome(decideImaging(target, one, facts, wish, at))).toBe("device-not-released");
  });

  it("keeps the base only with active Windows SA", () => {
    const kept = { ...wish, isBaseKept: true };
    expect(outcome(image(one, {}, kept))).toBe("base-kept-without-sa");
    expect(outcome(image({ ...one, hasSa: true }, {}, kept))).toBe("imaging");
  });

  it("is the last one where every device that is left has its own", () => {
    const order = orderIn("imaging");
    const facts = { ...covered, devices: [one, two, device("3", { removedAt: at })] };
    const last = decideImaging(order, two, { ...facts, records: [record(one)] }, wish, at);
    expect(last).toMatchObject({ value: { order: { state: "done", doneAt: at }, verificationId: "v" } });
    const begun = decideImaging(order, two, { ...facts, records: [record(one)] }, { ...wish, finishedAt: null }, at);
    expect(outcome(begun)).toBe("imaging");
    expect(outcome(decideImaging(order, two, { ...facts, records: [record(one, null)] }, wish, at))).toBe("imaging");
  });

  it("that was begun is finished once, and may be the last", () => {
    const order = orderIn("imaging");
    const begun = record(two, null);
    const facts = { devices: [one, two], records: [record(one), begun] };
    expect(decideFinish(order, begun, facts, at)).toMatchObject({ value: { order: { state: "done", doneAt: at } } });
    const half = { ...facts, records: [record(one, null), begun] };
    expect(outcome(decideFinish(order, begun, half, at))).toBe("imaging");
    expect(outcome(decideFinish(order, record(two), facts, at))).toBe("installation-wrong-state");
    for (const state of installationStates.filter((each) => each !== "imaging"))
      expect(outcome(decideFinish(orderIn(state), begun, facts, at))).toBe("installation-wrong-state");
  });

  it("of a device stays on the order; without the last that is waited for, it is done", () => {
    const facts = { devices: [one, two], records: [record(one)] };
    expect(outcome(decideRemoval(orderIn("imaging"), one, facts, at))).toBe("device-imaged-already");
    expect(outcome(decideRemoval(orderIn("imaging"), two, facts, at))).toBe("done");
    const third = { ...facts, devices: [one, two, device("3")] };
    expect(outcome(decideRemoval(orderIn("imaging"), two, third, at))).toBe("imaging");
    expect(outcome(decideRemoval(orderIn("confirmed"), two, { ...facts, records: [] }, at))).toBe("confirmed");
    for (const state of ["done", "cancelled"] as const)
      expect(outcome(decideRemoval(orderIn(state), two, facts, at))).toBe("installation-wrong-state");
  });
});

describe("A word of the operator", () => {
  it("is good for the device as it was, and not for what it became", () => {
    const odd = device("7", { base: "other", baseWritten: "Windows 10 Pro" });
    const fingerprint = fingerprintOf(odd, anInstallation);
    const decision = { isQualifying: true, reason: "newer", by: "o", at, fingerprint };
    expect(verdictOfDevice({ ...odd, decision }, anInstallation).reason).toBe("operator-decided");
    const changed = { ...odd, baseWritten: "Windows 11", decision };
    expect(verdictOfDevice(changed, anInstallation).result).toBe("unknown");
    expect(fingerprintOf({ ...odd, baseWritten: " windows 10 PRO " }, anInstallation)).toBe(fingerprint);
  });
});

describe("A form and its answer", () => {
  const { form } = aSentVersion;
  const signature = { name: "F", title: "Head", signedOn: "2015-06-20", isAcknowledged: true };
  const lacks = (more: Partial<typeof signature>, moreForm: Partial<typeof form> = {}) => {
    const refusal = refusalOfSignature({ ...form, ...moreForm }, { ...signature, ...more }, at);
    return refusal !== null && "field" in refusal ? refusal.field : (refusal?.code ?? null);
  };

  it("are complete, signed and dated with a day of the calendar that is not ahead", () => {
    expect(lacks({})).toBeNull();
    expect(lacks({ signedOn: "2015-06-21" })).toBe("signed-in-future");
    for (const signedOn of ["", "2015-02-29", "2015-04-31", "2015-00-10", "2015-13-01", "2015-06-00", "20.06.2015"])
      expect(lacks({ signedOn })).toBe("signedOn");
    for (const signedOn of ["2012-02-29", "2000-02-29", "2015-04-30", "2015-01-31", "2014-12-31"])
      expect(lacks({ signedOn })).toBeNull();
    for (const signedOn of ["1900-02-29", "2015-06-31", "2015-09-31", "2015-11-31"])
      expect(lacks({ signedOn })).toBe("signedOn");
    expect([lacks({ name: " " }), lacks({ title: "" }), lacks({ isAcknowledged: false })]).toEqual([
      "name",
      "title",
      "acknowledgement",
    ]);
    for (const field of ["customerName", "customerAddress", "contactName", "contactEmail"] as const)
      expect(lacks({}, { [field]: " " })).toBe(field);
  });

  it.each([
    ["forms@microsoft.com", true],
    ["forms@eu.Microsoft.de", true],
    ["forms@partners.microsoft", true],
    ["forms@microsoft.com.", true],
    ["microsoft@oem.example", false],
    ["forms@notmicrosoft.example", false],
    ["forms@microsoft-lsp.example", false],
  ])("go to %s: it is the vendor's is %s", (address, isTheirs) => expect(isMicrosoftAddress(address)).toBe(isTheirs));

  it("are dated from the signature to today where the answer came on paper", () => {
    const signed = {
      signature: { kind: "typed", name: "F", title: "H", signedOn: "2015-06-18", file: null, by: "u", at },
    } as const;
    const answer = (answeredOn: string, more: { name?: string; hasFile?: boolean } = {}) =>
      refusalOfWrittenAnswer(signed, { name: "I", hasFile: true, answeredOn, ...more }, at)?.code ?? null;
    expect(["2015-06-17", "2015-06-18", "2015-06-20", "2015-06-21"].map((text) => answer(text))).toEqual([
      "answer-day-wrong",
      null,
      null,
      "answer-day-wrong",
    ]);
    expect([answer("2015-06-20", { hasFile: false }), answer("2015-06-20", { name: " " })]).toEqual([
      "answer-evidence-needed",
      "answer-evidence-needed",
    ]);
  });
});
