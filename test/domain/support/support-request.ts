import type { SupportRequest } from "#app/domain/support/support-request.ts";
import { instant } from "./records.ts";

/** A request that was sent and not answered yet. */
export function aSupportRequest(fields: Partial<SupportRequest> = {}): SupportRequest {
  return {
    id: "616122292874576",
    partnerId: "p",
    customerId: "c",
    orderId: "o",
    lineNumber: 0,
    subscriptionId: "s",
    topic: "purchase-refund",
    severity: "moderate",
    status: "open",
    title: "Cancel after the window",
    description: "The wrong edition.",
    asked: null,
    contact: { name: "Ada Lind", email: "ada@harbourpine.example", phone: "" },
    createdAt: instant("2022-02-01T10:00:00Z"),
    createdBy: "u",
    changedAt: instant("2022-02-01T10:00:00Z"),
    changedBy: "u",
    closedAt: fields.status === "closed" ? instant("2022-02-02T10:00:00Z") : null,
    reopenedCount: 0,
    answeredAt: null,
    granted: null,
    version: 1,
    ...fields,
  };
}
