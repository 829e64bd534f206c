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
  return JSON.stringify(Object.fromEntries(Object.entries(value).map(([name, field]) => [pascal(name), field])));
}

function customizedDataOf({ line, orderLines }: AuditRecord): readonly { key: string; value: string }[] {
  const data: [string, string | null | undefined][] = [["OrderId", line.orderId]];
  const [firstLine] = orderLines;
  if (firstLine !== undefined) {
    data.push(["BillingCycle", billingCycleOf(firstLine.billingPlan)]);
    orderLines.forEach((ordered, n) => {
      const { productId, skuId, availabilityId, subscriptionId, title, quantity } = ordered;
      data.push([`OfferId-${n}`, [productId, skuId, availabilityId].filter((part) => part !== null).join(":")]);
      data.push([`SubscriptionId-${n}`, subscriptionId], [`SubscriptionName-${n}`, title]);
      data.push([`Quantity-${n}`, String(quantity)], [`PartnerOnRecord-${n}`, ""]);
    });
  } else {
    data.push(["SubscriptionId", line.subscriptionId], ["ProductId", line.productId]);
    for (const [name, value] of Object.entries(line.newValue ?? {}))
      data.push([pascal(keyNames[name] ?? name), value === null ? null : String(value)]);
  }
  data.push(["Reason", line.refusalCode]);
  const seen = new Set<string>();
  return data.flatMap(([key, value]) => {
    if (value === null || value === undefined || seen.has(key)) return [];
    seen.add(key);
    return [{ key, value }];
  });
}

/** What the documents call what the log calls otherwise. */
const keyNames: Readonly<Record<string, string>> = { lineNumber: "lineItemId", version: "versionId" };

function pascal(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
