import { eventNames } from "#app/domain/webhooks/events.ts";
import { type ApiSection, noContent, ok, type Operation } from "../operation.ts";
import { answer, flag, guid, instant, list, oneOf, ref, request, said, text } from "../schema.ts";

const registrationErrors = ["400/3000", "404/1000", "409/800082"];

/** The calls about the registration, below one of its two addresses. */
function registrationCalls(registration: string): Operation[] {
  return [
    {
      id: "listEvents",
      method: "get",
      path: `${registration}/events`,
      summary: "List the names of events",
      description:
        "A bare list. `test-created`, `subscription-updated`, `invoice-ready` and `reseller-relationship-accepted-by-customer` come; the others are accepted and never do.",
      caller: "both",
      access: "manage-webhooks",
      answer: ok(list(oneOf(...eventNames)), "All names."),
    },
    {
      id: "readRegistration",
      method: "get",
      path: registration,
      summary: "Read the registration",
      caller: "both",
      access: "manage-webhooks",
      answer: ok(ref("WebhookRegistration"), "The registration."),
      errors: ["404/1000"],
    },
    {
      id: "register",
      method: "post",
      path: registration,
      summary: "Register an address",
      description: "Addresses inside private networks are refused, and redirects are not followed.",
      caller: "both",
      access: "manage-webhooks",
      body: { schema: ref("WebhookRegistrationSent"), isRequired: true },
      answer: ok(ref("WebhookRegistration"), "The registration."),
      errors: registrationErrors,
    },
    {
      id: "changeRegistration",
      method: "put",
      path: registration,
      summary: "Change the registration",
      caller: "both",
      access: "manage-webhooks",
      body: { schema: ref("WebhookRegistrationSent"), isRequired: true },
      answer: ok(ref("WebhookRegistration"), "The registration as it is now."),
      errors: registrationErrors,
    },
    {
      id: "removeRegistration",
      method: "delete",
      path: registration,
      summary: "Take the registration back",
      description: "Our addition: the vendor has no way to.",
      caller: "both",
      access: "manage-webhooks",
      answer: noContent,
      errors: ["404/1000", "409/800082"],
    },
    {
      id: "sendTestEvent",
      method: "post",
      path: `${registration}/validationEvents`,
      summary: "Ask for a test event",
      description: "Two a minute. The registration has to hold `test-created`.",
      caller: "both",
      access: "manage-webhooks",
      answer: ok(answer({ correlationId: guid }), "Where its result is read."),
      errors: ["400/3000", "404/1000"],
    },
    {
      id: "readTestEvent",
      method: "get",
      path: `${registration}/validationEvents/{correlationId}`,
      summary: "Read what became of a test event",
      description: "Kept for seven days.",
      caller: "both",
      access: "manage-webhooks",
      answer: ok(ref("WebhookValidation"), "Every attempt."),
      errors: ["404/1000"],
    },
  ];
}

export const webhookSection: ApiSection = {
  id: "webhooks",
  title: "Webhooks",
  description:
    "One address of the partner that is told of changes. Registrations and events are in PascalCase, as documented. An event is signed (`Authorization: Signature …`, or `x-ms-signature`, RSA with SHA-256 over the body) and tried ten times.",
  operations: [
    ...registrationCalls("/webhooks/v1/registration"),
    // The address of the vendor's older interface description; generated clients have it built in.
    ...registrationCalls("/v1/webhooks/registration").map((call) => ({
      ...call,
      id: `${call.id}OlderAddress`,
      summary: `${call.summary}, by the older address`,
    })),
    {
      id: "readSubscriptionOfEvent",
      method: "get",
      path: "/webhooks/v1/customers/{customerId}/subscriptions/{subscriptionId}",
      summary: "Read a subscription by the address that events name",
      caller: "both",
      access: "see-subscriptions",
      answer: ok(ref("Subscription"), "The subscription."),
      errors: ["404/60003", "404/20003"],
    },
    {
      id: "readCertificate",
      method: "get",
      path: "/webhooks/v1/certificates/{kid}",
      summary: "Read the certificate that signatures are checked with",
      caller: "nobody",
      access: "anyone",
      answer: { status: 200, description: "The certificate, in PEM.", media: "application/x-pem-file" },
    },
  ],
  schemas: {
    WebhookRegistrationSent: request(
      {
        webhookUrl: said(text, "An https address.", "https://partner.example/hooks"),
        webhookEvents: list(said({ type: "string" }, "A name of the list.", "subscription-updated")),
      },
      { signatureTokenToMsSignatureHeader: said(flag, "Puts the signature into `x-ms-signature`.") },
    ),
    WebhookRegistration: answer({
      SubscriberId: guid,
      WebhookUrl: said(text, "", "https://partner.example/hooks"),
      WebhookEvents: list(oneOf(...eventNames)),
      SignatureTokenToMsSignatureHeader: flag,
    }),
    WebhookValidation: answer(
      {
        correlationId: guid,
        partnerId: guid,
        status: oneOf("pending", "completed", "failed"),
        results: list(
          answer({
            responseCode: said({ type: "string" }, "", "OK"),
            responseMessage: { type: "string" },
            systemError: flag,
            dateTimeUtc: instant,
          }),
        ),
      },
      { callbackUrl: said(text, "", "https://partner.example/hooks") },
    ),
  },
};
