import { Temporal } from "temporal-polyfill";
import type { ListedDevice } from "#app/domain/migration-plan/device-list.ts";
import { deviceStates } from "#app/domain/migration-plan/device-states.ts";
import type { Db } from "#db/client.ts";
import type { PageRequest } from "#db/keyset.ts";
import * as drafts from "#db/repositories/device-list-drafts.ts";
import * as devices from "#db/repositories/migration-devices.ts";
import { testIds } from "#test/support/builders.ts";

/** The repositories of the move from volume licensing, and how each of their functions is asked. */

type Scope = {
  readonly partnerId: string;
  readonly customer: { readonly id: string };
  readonly actor: { readonly userId: string };
};
type Call = (db: Db, book: Scope) => Promise<unknown>;

const at = Temporal.Instant.from("2024-03-02T12:00:00Z");
const page: PageRequest = { limit: 50, cursor: null };
const scopeOf = ({ partnerId, customer }: Scope): devices.PlanScope => ({ partnerId, customerId: customer.id });
const all = { state: null, search: "", at } as const;
const found = { state: null, search: "srv", at } as const;
const named = { nameKeys: ["pc-1", "pc-2"] };

const device: ListedDevice = {
  name: "PC-1",
  nameKey: "pc-1",
  activation: { at, isTimeKnown: false },
  groupName: "Bremen",
  product: null,
  note: null,
};

async function aDraft(db: Db, book: Scope): Promise<string> {
  const id = testIds.next();
  const counts = { linesRead: 1, devices: 1, mergedLines: 0, refusedLines: 0 };
  const uploaded = { fileName: null, uploadedBy: book.actor.userId, uploadedAt: at };
  await drafts.insertDeviceListDraft(db, { ...scopeOf(book), id, ...counts, ...uploaded });
  return id;
}

export const migrationPlanCalls: Record<string, { module: object; calls: Record<string, Call> }> = {
  "device-list-drafts": {
    module: drafts,
    calls: {
      insertDeviceListDraft: aDraft,
      insertDraftDevices: async (db, book) => drafts.insertDraftDevices(db, await aDraft(db, book), [device]),
      insertDraftLineRefusals: async (db, book) =>
        drafts.insertDraftLineRefusals(db, await aDraft(db, book), [{ line: 2, code: "name-missing", value: null }]),
      markDraftChecked: (db) => drafts.markDraftChecked(db, "x"),
      findDeviceListDraft: (db, book) => drafts.findDeviceListDraft(db, scopeOf(book), "x"),
      "findDeviceListDraft locked": (db, book) => drafts.findDeviceListDraft(db, scopeOf(book), "x", { lock: true }),
      effectOfDraft: (db, book) => drafts.effectOfDraft(db, scopeOf(book), "x"),
      importDraftDevices: (db, book) => drafts.importDraftDevices(db, scopeOf(book), "x", at),
      markDraftImported: (db) => drafts.markDraftImported(db, "x", { at, added: 1, changed: 0 }),
      listDraftLineRefusals: (db) => drafts.listDraftLineRefusals(db, "x", page),
      "listDraftLineRefusals after": (db) =>
        drafts.listDraftLineRefusals(db, "x", { limit: 50, cursor: { direction: "after", key: [2] } }),
      deleteDraftDevices: (db) => drafts.deleteDraftDevices(db, "x"),
      deleteDeviceListDraft: (db) => drafts.deleteDeviceListDraft(db, "x"),
      listDeviceListDraftsBefore: (db) => drafts.listDeviceListDraftsBefore(db, at, 20),
    },
  },
  "migration-devices": {
    module: devices,
    calls: {
      lockPlan: (db, book) => devices.lockPlan(db, scopeOf(book), at),
      touchPlan: (db, book) => devices.touchPlan(db, scopeOf(book), at),
      listMigrationDevices: (db, book) => devices.listMigrationDevices(db, scopeOf(book), all, page),
      ...Object.fromEntries(
        deviceStates.map((state): [string, Call] => [
          `listMigrationDevices ${state}`,
          (db, book) => devices.listMigrationDevices(db, scopeOf(book), { ...all, state }, page),
        ]),
      ),
      "listMigrationDevices searched, after": (db, book) =>
        devices.listMigrationDevices(db, scopeOf(book), found, {
          limit: 50,
          cursor: { direction: "after", key: [0, at.epochMilliseconds, "x"] },
        }),
      "listMigrationDevices before": (db, book) =>
        devices.listMigrationDevices(db, scopeOf(book), all, {
          limit: 50,
          cursor: { direction: "before", key: [1, at.epochMilliseconds, "x"] },
        }),
      countMigrationDevices: (db, book) => devices.countMigrationDevices(db, scopeOf(book), all),
      "countMigrationDevices searched": (db, book) =>
        devices.countMigrationDevices(db, scopeOf(book), { ...found, state: "due-next" }),
      countDevicesByState: (db, book) => devices.countDevicesByState(db, scopeOf(book), at),
      countDevicesByWeek: (db, book) => devices.countDevicesByWeek(db, scopeOf(book)),
      "markDevicesDone named": (db, book) =>
        devices.markDevicesDone(db, scopeOf(book), named, { at, by: book.actor.userId }),
      "markDevicesDone filtered": (db, book) =>
        devices.markDevicesDone(db, scopeOf(book), found, { at, by: book.actor.userId }),
      "reopenDevices named": (db, book) => devices.reopenDevices(db, scopeOf(book), named),
      "reopenDevices filtered": (db, book) => devices.reopenDevices(db, scopeOf(book), { ...all, state: "done" }),
      "deleteDevices named": (db, book) => devices.deleteDevices(db, scopeOf(book), named),
      "deleteDevices filtered": (db, book) => devices.deleteDevices(db, scopeOf(book), found),
    },
  },
};
