import { Temporal } from "temporal-polyfill";
import { requestNumberOf } from "#app/domain/support/support-request.ts";
import type {
  InstallationDevice,
  InstallationOrder,
  Installer,
  Verification,
} from "#app/domain/upgrade-verification/installation-order.ts";
import type { Db } from "#db/client.ts";
import type { PageRequest } from "#db/keyset.ts";
import { insertAgreement, insertEnrollment } from "#db/repositories/agreements.ts";
import * as activity from "#db/repositories/installation-orders-activity.ts";
import * as cleared from "#db/repositories/installation-orders-cleared.ts";
import * as installers from "#db/repositories/installation-orders-installers.ts";
import * as letters from "#db/repositories/installation-orders-letters.ts";
import * as work from "#db/repositories/installation-orders-verifications.ts";
import * as orders from "#db/repositories/installation-orders.ts";
import { instant, testIds } from "#test/support/builders.ts";
import { aDevice, aForm } from "#test/support/installations.ts";

/** The repositories of upgrade installations, and how each of their functions is asked. */

type Book = {
  readonly partnerId: string;
  readonly customer: { readonly id: string };
  readonly actor: { readonly userId: string };
};
type Call = (db: Db, book: Book) => Promise<unknown>;

const at = instant("2024-03-02T12:00:00Z");
const page: PageRequest = { limit: 50, cursor: null };
const after: PageRequest = { limit: 50, cursor: { direction: "after", key: [at.epochMilliseconds, "x"] } };
const before: PageRequest = { limit: 50, cursor: { direction: "before", key: [at.epochMilliseconds, "x"] } };

async function installer(db: Db): Promise<Installer> {
  const made: Installer = {
    id: testIds.next(),
    kind: "oem",
    name: "Fabrikam",
    address: "Kai 3",
    partnerId: null,
    returnAddress: "forms@fabrikam.example",
    returnInstructions: "",
    version: 1,
  };
  await installers.insertInstaller(db, made);
  return made;
}

async function order(db: Db, { partnerId, customer, actor }: Book): Promise<InstallationOrder> {
  const own = { partnerId, customerId: customer.id };
  const [agreementId, enrollmentId] = [testIds.next(), testIds.next()];
  const number = testIds.next().slice(-12).toUpperCase();
  const record = { ...own, number, programme: "enterprise", createdAt: at, createdBy: actor.userId } as const;
  await insertAgreement(db, { id: agreementId, ...record });
  await insertEnrollment(db, {
    id: enrollmentId,
    agreementId,
    ...record,
    organizationName: "Contoso",
    startsOn: Temporal.PlainDate.from("2024-01-01"),
    endsOn: Temporal.PlainDate.from("2026-12-31"),
    predecessorId: null,
  });
  const { id: installerId } = await installer(db);
  const made: InstallationOrder = {
    id: requestNumberOf(testIds.next()),
    ...own,
    state: "draft",
    heldAt: null,
    enrollmentId,
    agreementNumber: number,
    enrollmentNumber: number,
    programme: "enterprise",
    situation: "new",
    target: "windows-8.1-pro",
    productLanguage: "German",
    installerId,
    handedOverAt: null,
    createdAt: at,
    createdBy: actor.userId,
    changedAt: at,
    doneAt: null,
    version: 1,
  };
  await orders.insertInstallation(db, made);
  return made;
}

function deviceOf({ id: orderId, partnerId }: InstallationOrder): InstallationDevice {
  const own = { id: testIds.next(), orderId, partnerId, decision: null, addedAt: at, removedAt: null };
  return { ...aDevice(testIds.next().slice(-12)), ...own };
}

async function withDevice(db: Db, book: Book) {
  const made = await order(db, book);
  const device = deviceOf(made);
  await orders.insertInstallationDevices(db, made, [device]);
  return { order: made, device };
}

function versionOf({ id: orderId, partnerId }: InstallationOrder): Verification {
  return {
    id: testIds.next(),
    orderId,
    partnerId,
    number: 1,
    isSupplement: false,
    state: "open",
    proof: "verification-form",
    language: "de",
    form: aForm,
    signature: null,
    handedOverTo: "",
    confirmation: null,
    createdAt: at,
  };
}

/** An order whose one device an accepted version lists. */
async function accepted(db: Db, book: Book) {
  const { order: draft, device } = await withDevice(db, book);
  const confirmed: InstallationOrder = { ...draft, state: "confirmed", version: 2 };
  await orders.updateInstallation(db, draft, confirmed, false);
  const version = versionOf(draft);
  await work.insertVerification(db, version);
  await work.insertListedDevices(db, draft, [listedOf(version, device, confirmed)]);
  const by = book.actor.userId;
  await work.updateVerification(db, {
    ...version,
    state: "accepted",
    signature: { kind: "typed", name: "A", title: "B", signedOn: "2024-03-01", file: null, by, at },
    confirmation: { isAccepted: true, text: "Yes", name: "C", by, at, answeredOn: null, file: null },
  });
  const record = {
    id: testIds.next(),
    orderId: draft.id,
    partnerId: draft.partnerId,
    deviceId: device.id,
    verificationId: version.id,
    image: "W81",
    isBaseKept: false,
    startedAt: at,
    finishedAt: null,
    by,
  };
  return { order: confirmed, record };
}

function listedOf(version: Verification, device: InstallationDevice, { target }: InstallationOrder) {
  return {
    verificationId: version.id,
    deviceId: device.id,
    fingerprint: [device.serialNumber.toUpperCase(), device.base, target].join("|"),
    serialNumber: device.serialNumber,
    baseName: "Windows 7 Professional",
    coaSerialNumber: "",
    licenceProof: "Invoice",
  };
}

const investigationOf = ({ id: orderId, partnerId }: InstallationOrder, openedBy: string) => {
  const lifted = { liftedAt: null, liftedBy: null, liftReason: "" };
  return { id: testIds.next(), orderId, partnerId, deviceId: null, reason: "Why", openedAt: at, openedBy, ...lifted };
};

const scopesOf = ({ partnerId, customer, actor }: Book) => {
  const heldBy = { userId: actor.userId, roles: ["agreement-admin"] as const };
  return [
    { kind: "partner", partnerId },
    { kind: "customer", partnerId, customerId: customer.id, heldBy: null },
    { kind: "customer", partnerId, customerId: customer.id, heldBy },
    { kind: "installer", partnerId },
    { kind: "operator" },
  ] as const;
};

const orderCalls = {
  insertInstallation: order,
  findInstallation: async (db, book) => {
    for (const scope of scopesOf(book)) await orders.findInstallation(db, scope, "x");
    await orders.findInstallation(db, { kind: "operator" }, "x", { lock: true });
  },
  updateInstallation: async (db, book) => {
    const made = await order(db, book);
    return orders.updateInstallation(db, made, { ...made, version: 2 }, true);
  },
  installationKey: async (db, book) => orders.installationKey(await order(db, book)),
  listInstallations: async (db, book) => {
    for (const scope of scopesOf(book))
      for (const one of [page, after, before]) {
        await orders.listInstallations(db, scope, null, one);
        await orders.listInstallations(db, scope, "sent", one);
      }
  },
  listInstallationDevices: async (db, book) => orders.listInstallationDevices(db, await order(db, book)),
  insertInstallationDevices: withDevice,
  updateInstallationDevice: async (db, book) => {
    const { order: made, device } = await withDevice(db, book);
    return orders.updateInstallationDevice(db, made, { ...device, removedAt: at });
  },
} satisfies Record<keyof typeof orders, Call>;

const workCalls = {
  insertVerification: async (db, book) => work.insertVerification(db, versionOf(await order(db, book))),
  updateVerification: accepted,
  readCoverage: async (db, book) => work.readCoverage(db, await order(db, book)),
  insertListedDevices: accepted,
  insertImagingRecord: async (db, book) => work.insertImagingRecord(db, (await accepted(db, book)).record),
  finishImagingRecord: async (db, book) => work.finishImagingRecord(db, (await accepted(db, book)).record, at),
  listImagingRecords: async (db, book) => work.listImagingRecords(db, await order(db, book)),
  insertInvestigation: async (db, book) =>
    work.insertInvestigation(db, investigationOf(await order(db, book), book.actor.userId)),
  liftInvestigation: async (db, book) =>
    work.liftInvestigation(db, await order(db, book), { at, by: book.actor.userId, reason: "Over" }),
  listInvestigations: async (db, book) => work.listInvestigations(db, await order(db, book)),
  insertEvidenceExport: async (db, book) => {
    const taken = { id: testIds.next(), reason: "Why", sha256: "ab".repeat(32), at, by: book.actor.userId };
    return work.insertEvidenceExport(db, await order(db, book), taken);
  },
  listEvidenceExports: async (db, book) => work.listEvidenceExports(db, await order(db, book)),
} satisfies Record<keyof typeof work, Call>;

const installerCalls = {
  listInstallers: (db) => installers.listInstallers(db, 50),
  listInstallerPage: (db) => installers.listInstallerPage(db, { limit: 50, cursor: null }),
  "listInstallerPage after a key": (db) =>
    installers.listInstallerPage(db, { limit: 50, cursor: { direction: "after", key: ["A", "x"] } }),
  "listInstallerPage before a key": (db) =>
    installers.listInstallerPage(db, { limit: 50, cursor: { direction: "before", key: ["A", "x"] } }),
  findInstaller: (db) => installers.findInstaller(db, "x"),
  findInstallerOfPartner: (db, { partnerId }) => installers.findInstallerOfPartner(db, partnerId),
  installerNamesById: (db) => installers.installerNamesById(db, ["x"]),
  insertInstaller: installer,
  updateInstaller: async (db) => {
    const made = await installer(db);
    return installers.updateInstaller(db, made, { ...made, name: "Fabrikam AG" });
  },
} satisfies Record<Exclude<keyof typeof installers, "installerKey">, Call> & Record<string, Call>;

const activityCalls = {
  listInstallationActivity: async (db, book) => activity.listInstallationActivity(db, await order(db, book)),
} satisfies Record<keyof typeof activity, Call>;

const letterCalls = {
  findHandOverMail: (db, { partnerId }) => letters.findHandOverMail(db, partnerId, "installation:x"),
} satisfies Record<keyof typeof letters, Call>;

const clearedCalls: Record<string, Call> = {
  listEndedInstallations: (db) => cleared.listEndedInstallations(db, at, 50),
  clearInstallation: async (db, book) => {
    const { order: made } = await withDevice(db, book);
    const { id, partnerId, customerId } = made;
    const [keptUntil, later] = [at.add({ hours: 1 }), at.add({ hours: 2 })];
    return cleared.clearInstallation(db, { id, partnerId, customerId, endedAt: at, keptUntil, devices: 1, at: later });
  },
};

export const installationCalls = {
  "installation-orders-letters": { module: letters, calls: letterCalls },
  "installation-orders": { module: orders, calls: orderCalls },
  "installation-orders-verifications": { module: work, calls: workCalls },
  "installation-orders-installers": { module: installers, calls: installerCalls },
  "installation-orders-cleared": { module: cleared, calls: clearedCalls },
  "installation-orders-activity": { module: activity, calls: activityCalls },
};
