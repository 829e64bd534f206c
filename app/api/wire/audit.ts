import type { ActivityValue } from "#app/domain/activity/activity.ts";
import type { AuditRecord } from "#app/views/records/audit-records.ts";
import { instantText } from "./dates.ts";
import { billingCycleOf } from "./trade-words.ts";

/** A line of the log as the vendor's audit would have it. */
export function auditRecordOf(record: AuditRecord) {
  const { line, partnerId, customerName, userPrincipalName, resourceType, operationType } = record;
  return {
    id: line.id,
    partnerId,
    customerId: line.customerId ?? undefined,
    customerName: customerName ?? undefined,
    userPrincipalName: userPrincipalName ?? undefined,
    applicationId: line.applicationId ?? undefined,
    resourceType,
    resourceOldValue: valueText(line.oldValue),
    resourceNewValue: valueText(line.newValue),
    operationType,
    originalCorrelationId: line.id,
    operationDate: instantText(line.at),
    operationStatus: line.outcome === "done" ? "succeeded" : "failed",
    customizedData: customizedDataOf(record),
    attributes: { objectType: "AuditRecord" },
  };
}

/** Old and new value: JSON within a text, its names in PascalCase. */
function valueText(value: ActivityValue | null): string | undefined {
  if (value === null) return undefined;
  const named: Record<string, ActivityValue[string]> = {};
  for (const [name, field] of Object.entries(value)) named[pascal(name)] = field;
  return JSON.stringify(named);
}

type Datum = { readonly key: string; readonly value: string };

function customizedDataOf({ line, orderLines }: AuditRecord): readonly Datum[] {
  const data: Datum[] = [];
  const add = (key: string, value: string | null | undefined) => {
    if (value === null || value === undefined || data.some((datum) => datum.key === key)) return;
    data.push({ key, value });
  };
  add("OrderId", line.orderId);
  const [firstLine] = orderLines;
  if (firstLine !== undefined) {
    add("BillingCycle", billingCycleOf(firstLine.billingPlan));
    orderLines.forEach(({ productId, skuId, availabilityId, subscriptionId, title, quantity }, n) => {
      add(`OfferId-${n}`, [productId, skuId, availabilityId].filter((part) => part !== null).join(":"));
      add(`SubscriptionId-${n}`, subscriptionId);
      add(`SubscriptionName-${n}`, title);
      add(`Quantity-${n}`, String(quantity));
      add(`PartnerOnRecord-${n}`, "");
    });
  } else {
    add("SubscriptionId", line.subscriptionId);
    add("ProductId", line.productId);
    for (const [name, value] of Object.entries(line.newValue ?? {}))
      add(pascal(keyNames.get(name) ?? name), value === null ? null : String(value));
  }
  add("Reason", line.refusalCode);
  return data;
}

/** What the documents call what the log calls otherwise. */
const keyNames: ReadonlyMap<string, string> = new Map([
  ["lineNumber", "lineItemId"],
  ["version", "versionId"],
]);

function pascal(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
