import { textLengthMax, titleLengthMax } from "#app/domain/support/support-request.ts";
import { changeSupportRequest } from "#app/services/support/change-request.server.ts";
import { openSupportRequest } from "#app/services/support/open-request.server.ts";
import {
  customerNamedIn,
  type SupportRecord,
  supportRecord,
  supportRecords,
} from "#app/views/records/support-records.ts";
import { newSupportRequestView } from "#app/views/support/new-support-request.ts";
import { needText, readObject, readText } from "../wire/customers.ts";
import { invalidProperty } from "../wire/fault.ts";
import { readFilter } from "../wire/filter.ts";
import { collection, linkTo, queryText } from "../wire/links.ts";
import {
  readSeverity,
  readStatus,
  readTopic,
  serviceRequestOf,
  supportTopicsOnWire,
} from "../wire/service-requests.ts";
import type { ApiAnswer, ApiCall } from "./api-call.ts";
import { orRefuse } from "./api-route.server.ts";

const pageSizeMax = 1_000;

/** What a list can be filtered by. */
const filters = { Status: ["equals"], Severity: ["equals"] } as const;

/** GET `/v1/servicerequests`, and the same of one customer: by `status`, or by `offset`, `size` and `filter`. */
export async function listServiceRequests(call: ApiCall): Promise<ApiAnswer> {
  const customerId = customerIdIn(call);
  const filter = readFilter(call.query.get("filter"), filters);
  const valueOf = (field: string) => filter.find((one) => one.field === field)?.value;
  const status = call.query.get("status") ?? valueOf("status");
  const severity = valueOf("severity");
  const all = orRefuse(
    await supportRecords(call.view, {
      customerId,
      status: status === undefined ? null : readStatus(status),
      severity: severity === undefined ? null : readSeverity(severity),
    }),
  );
  const path = customerId === null ? "/servicerequests" : `/customers/${customerId}/servicerequests`;
  const offset = readCount(call, "offset") ?? 0;
  const size = readCount(call, "size");
  if (size === undefined && offset === 0) return { body: collection(all.map(serviceRequestOf), path) };
  const limit = Math.min(size ?? pageSizeMax, pageSizeMax);
  const items = all.slice(offset, offset + limit).map(serviceRequestOf);
  const at = (first: number) =>
    linkTo(
      `${path}${queryText({ status: call.query.get("status"), filter: call.query.get("filter"), size: limit, offset: first })}`,
    );
  const links = {
    self: at(offset),
    ...(offset + limit < all.length ? { next: at(offset + limit) } : {}),
    ...(offset > 0 ? { previous: at(Math.max(0, offset - limit)) } : {}),
  };
  return { body: { ...collection(items), links } };
}

function readCount(call: ApiCall, name: string): number | undefined {
  const text = call.query.get(name);
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw invalidProperty(name, "a whole number from 0.");
  return name === "size" ? Number(text) || undefined : Number(text);
}

export async function readServiceRequest(call: ApiCall): Promise<ApiAnswer> {
  return { body: serviceRequestOf(await recordOf(call)) };
}

async function recordOf(call: ApiCall): Promise<SupportRecord> {
  return orRefuse(
    await supportRecord(call.view, { requestId: call.param("requestId"), customerId: customerIdIn(call) }),
  );
}

/** PATCH: severity, status and a note; what is absent, `unknown` or `none` stays, and so does all that is not changed. */
export async function patchServiceRequest(call: ApiCall): Promise<ApiAnswer> {
  const { request } = await recordOf(call);
  const body = call.bodyObject();
  for (const name of ["title", "description"] as const) {
    const wished = readText(name, body[name], textLengthMax);
    if (wished !== undefined && wished !== request[name])
      throw invalidProperty(name, "what was written stays; add a note with newNote.");
  }
  const severity = body["severity"] === undefined ? null : readSeverity(body["severity"]);
  const status = body["status"] === undefined ? null : readStatus(body["status"]);
  const text = readText("newNote.text", partOf(body, "newNote")["text"], textLengthMax) ?? "";
  const isStatusNew = status !== null && status !== request.status;
  const isSeverityNew = severity !== null && severity !== request.severity;
  if (isStatusNew || isSeverityNew || text !== "") {
    const input = {
      idempotencyKey: call.idempotencyKey,
      requestId: request.id,
      text,
      ...(isStatusNew ? { status } : {}),
      ...(isSeverityNew ? { severity } : {}),
      attachments: [],
    };
    orRefuse(await changeSupportRequest(call.deps, call.actor, input, call.at));
  }
  return { body: serviceRequestOf(await recordOf(call)) };
}

/** POST `/v1/servicerequests/{agentLocale}`: about the customer that `organization.id` or the text names, or about none. */
export async function createServiceRequest(call: ApiCall): Promise<ApiAnswer> {
  if (!/^[a-z]{2,3}-[a-z]{2,4}$/i.test(call.param("requestId")))
    throw invalidProperty("agentLocale", "a language and a country, such as en-US, in the address.");
  const body = call.bodyObject();
  const title = needText("title", body["title"], titleLengthMax);
  const description = needText("description", body["description"], textLengthMax);
  const severity = body["severity"] === undefined ? null : readSeverity(body["severity"]);
  const topic = readTopic(body["supportTopicId"]);
  const given = readText("organization.id", partOf(body, "organization")["id"], 100);
  const named = given === undefined ? await customerNamedIn(call.view, `${title}\n${description}`) : given;
  const isOwn = named?.toLowerCase() === call.caller.partnerId;
  const input = {
    idempotencyKey: call.idempotencyKey,
    topic,
    severity: severity ?? ("minimal" as const),
    title,
    description,
    customer: named === null || isOwn ? "" : named,
    reference: "",
    lineNumber: null,
    asked: null,
    contact: await contactOf(call, body),
    attachments: [],
  };
  const { requestId } = orRefuse(await openSupportRequest(call.deps, call.actor, input, call.at));
  return {
    status: 201,
    body: serviceRequestOf(orRefuse(await supportRecord(call.view, { requestId, customerId: null }))),
  };
}

/** The contact of the body; what is missing there is the caller's own. */
async function contactOf(call: ApiCall, body: Readonly<Record<string, unknown>>) {
  const given = partOf(body, "primaryContact");
  const textOf = (name: string, max: number) => readText(`primaryContact.${name}`, given[name], max) ?? "";
  const name = [textOf("firstName", 60), textOf("lastName", 60)].filter((part) => part !== "").join(" ");
  const own = await newSupportRequestView(call.view, {
    subscriptionId: null,
    customerId: null,
    orderId: null,
    lineNumber: null,
  });
  const contact = own.ok ? own.value.contact : { name: "", email: "" };
  return {
    name: name === "" ? contact.name : name,
    email: textOf("email", 254) || contact.email,
    phone: textOf("phoneNumber", 40),
  };
}

/** An object of a body that may be left out. */
function partOf(body: Readonly<Record<string, unknown>>, name: string): Readonly<Record<string, unknown>> {
  return body[name] === undefined ? {} : readObject(name, body[name]);
}

/** GET `/v1/servicerequests/supporttopics` */
export function listSupportTopics(): ApiAnswer {
  return { body: collection(supportTopicsOnWire()) };
}

function customerIdIn(call: ApiCall): string | null {
  const customerId = call.param("customerId");
  return customerId === "" ? null : customerId;
}
