import { Temporal } from "temporal-polyfill";
import { documentedAuditResources } from "#app/domain/activity/audit-words.ts";
import { isBefore } from "#app/domain/calendar/utc-days.ts";
import { auditRecord, auditRecords } from "#app/views/records/audit-records.ts";
import { auditRecordOf } from "../wire/audit.ts";
import { instantText, readWireDate } from "../wire/dates.ts";
import { readEnum } from "../wire/enums.ts";
import { invalidProperty } from "../wire/fault.ts";
import { readFilter } from "../wire/filter.ts";
import { queryText } from "../wire/links.ts";
import type { ApiAnswer, ApiCall } from "./api-call.ts";
import { orRefuse } from "./api-route.server.ts";
import { readSeek, seekCollection } from "./seek-paging.server.ts";

type ListState = {
  readonly fromMs: number;
  /** Exclusive. */
  readonly untilMs: number;
  readonly companyName: string | null;
  readonly customerId: string | null;
  readonly resourceType: string | null;
  readonly filterText: string | null;
};

const filters = { CompanyName: ["substring"], CustomerId: ["equals"], ResourceType: ["equals"] };
const usualDays = 30;

/** GET /auditrecords: newest first, kept for good. */
export async function listAuditRecords(call: ApiCall): Promise<ApiAnswer> {
  const request = readSeek<ListState>(call, { absent: 500, usual: 500, max: 500 }, () => stateOf(call));
  const { state, size, key, way } = request;
  const cursor =
    key === null ? null : { direction: way === "previous" ? ("before" as const) : ("after" as const), key };
  const [from, until] = [state.fromMs, state.untilMs].map((ms) => Temporal.Instant.fromEpochMilliseconds(ms));
  if (from === undefined || until === undefined) throw new Error("A range has two ends");
  const { companyName, customerId, resourceType } = state;
  const asked = { from, until, companyName, customerId, resourceType, limit: size, cursor };
  const page = orRefuse(await auditRecords(call.view, asked));
  const query = queryText({
    startDate: instantText(from),
    endDate: instantText(until),
    filter: state.filterText ?? undefined,
    size,
  });
  const items = page.rows.map(auditRecordOf);
  return { body: seekCollection(call, request, { ...page, items }, { path: "/auditrecords", query }) };
}

function stateOf(call: ApiCall): ListState {
  const startText = call.query.get("startDate");
  const endText = call.query.get("endDate");
  const start = startText === undefined ? null : readWireDate("startDate", startText);
  const end = endText === undefined ? null : readWireDate("endDate", endText);
  // A day without a time is all of it; an end with a time is the last instant that counts.
  const until = end === null ? call.at : end.isWholeDay ? end.instant.add({ hours: 24 }) : end.instant;
  const from = start?.instant ?? call.at.subtract({ hours: usualDays * 24 });
  if (isBefore(until, from)) throw invalidProperty("startDate", "It lies after endDate.");
  const filterText = call.query.get("filter") ?? null;
  const found = new Map(readFilter(filterText ?? undefined, filters).map(({ field, value }) => [field, value]));
  const resource = found.get("resourcetype");
  return {
    fromMs: from.epochMilliseconds,
    untilMs: until.epochMilliseconds + 1,
    companyName: found.get("companyname") ?? null,
    customerId: found.get("customerid")?.toLowerCase() ?? null,
    resourceType: resource === undefined ? null : readEnum("ResourceType", resource, documentedAuditResources),
    filterText,
  };
}

/** GET /auditrecords/{id} */
export async function getAuditRecord(call: ApiCall): Promise<ApiAnswer> {
  return { body: auditRecordOf(orRefuse(await auditRecord(call.view, call.param("recordId")))) };
}
