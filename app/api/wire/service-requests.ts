import {
  type SupportSeverity,
  supportSeverities,
  type SupportStatus,
  supportStatuses,
  type SupportTopic,
} from "#app/domain/support/support-request.ts";
import type { SupportRecord } from "#app/views/records/support-records.ts";
import { instantText, neverDate } from "./dates.ts";
import { readEnum, snakeOf } from "./enums.ts";
import { invalidProperty } from "./fault.ts";

type Topic = { readonly id: string; readonly name: string; readonly description: string; readonly topic: SupportTopic };

/** Support topics with their ids on the wire. The first is the documented one for refunds. */
const topics: readonly Topic[] = [
  {
    id: "1001",
    topic: "purchase-refund",
    name: "CSP purchase/refund on behalf of customers",
    description: "Cancelling a purchase after its window, and what is given back.",
  },
  {
    id: "1002",
    topic: "subscription",
    name: "Subscription management",
    description: "Renewals, auto-renew, billing plans and quantities.",
  },
  {
    id: "1003",
    topic: "keys-downloads",
    name: "Software keys and downloads",
    description: "Keys that do not activate, and files that do not come.",
  },
  {
    id: "1004",
    topic: "invoice",
    name: "Billing and invoices",
    description: "Charges, credits, taxes and statements.",
  },
  {
    id: "1005",
    topic: "account-access",
    name: "Account and access",
    description: "Users, roles, signing in and API clients.",
  },
  { id: "1006", topic: "other", name: "Other", description: "Everything else." },
];

/** A support topic as it is listed. */
export function supportTopicsOnWire() {
  return topics.map(({ id, name, description }) => ({
    id,
    name,
    description,
    attributes: { objectType: "SupportTopic" },
  }));
}

/** The topic behind `supportTopicId`; without one it is another matter. */
export function readTopic(value: unknown): SupportTopic {
  if (value === undefined) return "other";
  const text = String(value as string | number).trim();
  const found = topics.find(({ id }) => id === text);
  if (found === undefined)
    throw invalidProperty("supportTopicId", `one of ${topics.map(({ id }) => id).join(", ")}, see supporttopics.`);
  return found.topic;
}

const statusNumbers = { none: 0, open: 1, closed: 2, attention_needed: 3 } as const;
const severityNumbers = { unknown: 0, critical: 1, moderate: 2, minimal: 3 } as const;

/** A status by name or number; null for `none`, which means unchanged. */
export function readStatus(value: unknown, path = "status"): SupportStatus | null {
  const read = readEnum(path, value, ["none", "open", "closed", "attention_needed"] as const, statusNumbers);
  return supportStatuses.find((status) => snakeOf(status) === read) ?? null;
}

/** A severity by name or number; null for `unknown`, which means unchanged. */
export function readSeverity(value: unknown, path = "severity"): SupportSeverity | null {
  const read = readEnum(path, value, ["unknown", "critical", "moderate", "minimal"] as const, severityNumbers);
  return supportSeverities.find((severity) => severity === read) ?? null;
}

/** ServiceRequest: the documented object. Notes and files are left out in lists. */
export function serviceRequestOf(record: SupportRecord) {
  const { request, organization, partner, names, thread } = record;
  const topic = topics.find((one) => one.topic === request.topic);
  const { contact } = request;
  return {
    id: request.id,
    title: request.title,
    description: request.description,
    severity: request.severity,
    supportTopicId: topic?.id,
    supportTopicName: topic?.name,
    status: snakeOf(request.status),
    organization: { id: organization.id, name: organization.name },
    primaryContact: {
      organization: partner,
      contactId: request.createdBy,
      ...namesOf(contact.name),
      email: textOrAbsent(contact.email),
      phoneNumber: textOrAbsent(contact.phone),
    },
    lastUpdatedBy: personOf(request.changedBy, record),
    productId: request.subscriptionId ?? request.orderId,
    createdDate: instantText(request.createdAt),
    lastModifiedDate: instantText(request.changedAt),
    lastClosedDate: request.closedAt === null ? neverDate : instantText(request.closedAt),
    fileLinks: thread?.attachments.map(({ id, fileName, sizeBytes }) => ({
      id,
      fileNameWithoutExtension: fileName.replace(/\.[^.]*$/, ""),
      fileExtension: /\.([^.]*)$/.exec(fileName)?.[1] ?? "",
      fileSize: sizeBytes,
    })),
    notes: thread?.entries
      .filter(({ text }) => text !== "")
      .map(({ userId, at, text }) => ({
        createdByName: names.get(userId) ?? supportName,
        createdDate: instantText(at),
        text,
      })),
    attributes: { objectType: "ServiceRequest" },
  };
}

/** The provider's people are not told by name. */
const supportName = "Support";

function personOf(userId: string, { names, partner }: SupportRecord) {
  const name = names.get(userId);
  if (name === undefined) return { organization: { name: supportName }, firstName: supportName };
  return { organization: partner, contactId: userId, ...namesOf(name) };
}

function namesOf(name: string): { firstName?: string; lastName?: string } {
  const [firstName = "", ...rest] = name.trim().split(/\s+/);
  const lastName = rest.join(" ");
  return { ...(firstName === "" ? {} : { firstName }), ...(lastName === "" ? {} : { lastName }) };
}

function textOrAbsent(text: string): string | undefined {
  return text === "" ? undefined : text;
}
