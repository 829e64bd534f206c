import { type ApiSection, ok, type Operation, query } from "../operation.ts";
import { answer, attributes, collection, guid, instant, list, oneOf, ref, said, text } from "../schema.ts";
import { documentedAuditResources } from "#app/domain/activity/audit-words.ts";
import { filterParameter, seekParameters, sizeParameter } from "./words.ts";

const single: Omit<Operation, "id" | "path" | "summary"> = {
  method: "get",
  caller: "both",
  access: "open-activity-log",
  answer: ok(ref("AuditRecord"), "The record."),
  errors: ["404/1000"],
};

export const auditSection: ApiSection = {
  id: "audit",
  title: "Audit records",
  description:
    "Who did what, kept for good. Records of keys and links are for the global admin, account admin, referrals admin and marketing content admin; all others for the global admin, account admin and admin agent. Whoever has rights to some gets those.",
  operations: [
    {
      id: "listAuditRecords",
      method: "get",
      path: "/v1/auditrecords",
      summary: "List audit records",
      description:
        "The newest first. Without a start the last 30 days. `CompanyName` is filtered by `substring`, `CustomerId` and `ResourceType` by `equals`.",
      caller: "both",
      access: "open-activity-log",
      query: [
        query("startDate", said(text, "", "2026-11-01"), "A day, or an instant; five forms are read."),
        query("endDate", said(text, "", "2026-11-30"), "The same. A day without a time is all of it."),
        filterParameter,
        sizeParameter,
        ...seekParameters,
      ],
      answer: ok(collection(ref("AuditRecord")), "A page of records, up to 500."),
      errors: ["400/3000", "400/800042", "400/900126"],
    },
    { ...single, id: "readAuditRecord", path: "/v1/auditrecords/{recordId}", summary: "Read an audit record" },
    {
      ...single,
      id: "readAuditActivity",
      path: "/auditactivity/v1/auditrecords/{recordId}",
      summary: "Read an audit record by the address that webhooks name",
    },
  ],
  schemas: {
    AuditRecord: answer(
      {
        id: text,
        partnerId: guid,
        resourceType: said(oneOf(...documentedAuditResources), "", "order"),
        operationType: said(text, "", "create_order"),
        originalCorrelationId: text,
        operationDate: instant,
        operationStatus: oneOf("succeeded", "failed"),
        customizedData: list(answer({ key: said(text, "", "OrderId"), value: text })),
        attributes: attributes("AuditRecord"),
      },
      {
        customerId: guid,
        customerName: text,
        userPrincipalName: text,
        applicationId: text,
        resourceOldValue: said(text, "JSON in a text, names in PascalCase.", '{"IsAutoRenewOn":true}'),
        resourceNewValue: said(text, "The same.", '{"IsAutoRenewOn":false}'),
      },
    ),
  },
};
