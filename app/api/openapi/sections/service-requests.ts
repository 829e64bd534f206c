import { type ApiSection, created, ok, type Operation, query } from "../operation.ts";
import {
  answer,
  attributes,
  collection,
  count,
  instant,
  list,
  oneOf,
  ref,
  request,
  said,
  type Schema,
  text,
} from "../schema.ts";
import { filterParameter, offsetParameter, sizeParameter } from "./words.ts";

const own = "/v1/servicerequests";
const ofCustomer = "/v1/customers/{customerId}/servicerequests";
const base = { caller: "user", access: "write-support-requests" } as const;
const listQuery = [
  query("status", said(text, "", "open"), "Those in this status; by name or number."),
  sizeParameter,
  offsetParameter,
  filterParameter,
];
const numberOrName: Schema = { anyOf: [text, { type: "integer" }] };

/** The same three methods stand below the partner and below a customer. */
function readings(of: "partner" | "customer"): Operation[] {
  const path = of === "partner" ? own : ofCustomer;
  const errors = of === "partner" ? [] : ["404/60003"];
  const name = (id: string) => (of === "partner" ? id : `${id}OfCustomer`);
  const what = of === "partner" ? "" : " of a customer";
  return [
    {
      ...base,
      id: name("listServiceRequests"),
      method: "get",
      path,
      summary: `List service requests${what}`,
      query: listQuery,
      answer: ok(collection(ref("ServiceRequest")), "Requests, without notes and files."),
      errors: [...errors, "400/3000", "400/900126"],
    },
    {
      ...base,
      id: name("readServiceRequest"),
      method: "get",
      path: `${path}/{requestId}`,
      summary: `Read a service request${what}`,
      answer: ok(ref("ServiceRequest"), "The request, with its notes and files."),
      errors,
    },
    {
      ...base,
      id: name("changeServiceRequest"),
      method: "patch",
      path: `${path}/{requestId}`,
      summary: `Change a service request${what}`,
      description: "Severity, status and a note. null, `unknown` and `none` mean unchanged.",
      body: { schema: ref("ServiceRequestPatch"), isRequired: true },
      answer: ok(ref("ServiceRequest"), "The request as it is now."),
      errors: [...errors, "400/3000", "400/900126"],
    },
  ];
}

export const serviceRequestSection: ApiSection = {
  id: "service-requests",
  title: "Service requests",
  description: "Support requests to the portal's operator: the same ones as on the support pages.",
  operations: [
    ...readings("partner"),
    {
      ...base,
      id: "createServiceRequest",
      method: "post",
      path: `${own}/{requestId}`,
      summary: "Open a service request",
      description:
        "In place of the id stands the language of whoever answers, such as `en-US`. The customer is `organization.id`, or a tenant or domain that the text names.",
      body: { schema: ref("NewServiceRequest"), isRequired: true },
      answer: created(ref("ServiceRequest"), "The request."),
      errors: ["400/3000", "400/900126", "404/60003"],
    },
    ...readings("customer"),
    {
      ...base,
      id: "listSupportTopics",
      method: "get",
      path: `${own}/supporttopics`,
      summary: "List support topics",
      answer: ok(
        collection(
          answer({
            id: said(text, "", "1001"),
            name: text,
            description: text,
            attributes: attributes("SupportTopic"),
          }),
        ),
        "All topics; the first is for purchases and refunds.",
      ),
    },
  ],
  schemas: {
    ServiceRequestPerson: answer(
      { organization: answer({ name: text }, { id: text, phoneNumber: text }) },
      { contactId: text, firstName: text, lastName: text, email: text, phoneNumber: text },
    ),
    ServiceRequest: answer(
      {
        id: said(text, "", "616122292874576"),
        title: text,
        description: text,
        severity: oneOf("critical", "moderate", "minimal"),
        status: oneOf("open", "closed", "attention_needed"),
        organization: answer({ name: text }, { id: text, phoneNumber: text }),
        primaryContact: ref("ServiceRequestPerson"),
        lastUpdatedBy: ref("ServiceRequestPerson"),
        createdDate: instant,
        lastModifiedDate: instant,
        lastClosedDate: said(text, "0001-01-01T00:00:00 where it never was.", "0001-01-01T00:00:00"),
        attributes: attributes("ServiceRequest"),
      },
      {
        supportTopicId: said(text, "", "1001"),
        supportTopicName: text,
        productId: said(text, "The subscription or order that it is about."),
        fileLinks: list(answer({ id: text, fileNameWithoutExtension: text, fileExtension: text, fileSize: count })),
        notes: list(answer({ createdByName: text, createdDate: instant, text })),
      },
    ),
    NewServiceRequest: request(
      { title: said(text, "", "Cancellation after the window"), description: text },
      {
        severity: numberOrName,
        supportTopicId: numberOrName,
        organization: request({}, { id: text }),
        primaryContact: request({}, { firstName: text, lastName: text, email: text, phoneNumber: text }),
      },
    ),
    ServiceRequestPatch: request({}, { severity: numberOrName, status: numberOrName, newNote: request({}, { text }) }),
  },
};
