import { licensingProgrammes } from "#app/domain/agreements/agreement.ts";
import { onlineStatuses } from "#app/domain/service-activation/grace.ts";
import { activationReasonCodes } from "#app/domain/service-activation/records.ts";
import { type ApiSection, ok } from "../operation.ts";
import {
  answer,
  attributes,
  collection,
  count,
  guid,
  instant,
  links,
  list,
  oneOf,
  ref,
  said,
  text,
} from "../schema.ts";

const ofCustomer = "/v1/customers/{customerId}/enrollments";
const ofService = `${ofCustomer}/{enrollmentId}/services/{serviceId}`;
const isoDay = said(text, "A calendar day, UTC.", "2026-11-02");

export const enrollmentSection: ApiSection = {
  id: "enrollments",
  title: "Enrollments",
  description:
    "An addition of ours: the enrollments of volume licensing, their online services, and why nobody received an activation e-mail.",
  operations: [
    {
      id: "listEnrollments",
      method: "get",
      path: ofCustomer,
      summary: "List the enrollments of a customer",
      caller: "user",
      access: "see-agreements",
      answer: ok(collection(ref("Enrollment")), "The enrollments, by number."),
      errors: ["404/60003"],
    },
    {
      id: "listEnrollmentServices",
      method: "get",
      path: `${ofCustomer}/{enrollmentId}/services`,
      summary: "List the services under an enrollment",
      caller: "user",
      access: "see-agreements",
      answer: ok(collection(ref("EnrollmentService")), "The services, in the order of their first orders."),
      errors: ["404/60003", "404/1000"],
    },
    {
      id: "explainMissingMail",
      method: "get",
      path: `${ofService}/whynomail`,
      summary: "Ask why nobody received the e-mail",
      description:
        "All reasons that hold now, the first is the headline. Addresses of recipients are there for whoever has a role at the agreement that sees them.",
      caller: "user",
      access: "see-agreements",
      answer: ok(ref("WhyNoMail"), "The reasons."),
      errors: ["404/60003", "404/1000"],
    },
    {
      id: "resendActivation",
      method: "post",
      path: `${ofService}/resend`,
      summary: "Send the activation e-mail again",
      description: "To the present contact; five e-mails a day for an enrollment. The link's end stays what it was.",
      caller: "user",
      access: "see-agreements",
      answer: ok(ref("EnrollmentService"), "The service."),
      errors: ["404/60003", "404/1000", "409/800082", "400/800002"],
    },
  ],
  schemas: {
    Enrollment: answer(
      {
        id: guid,
        number: text,
        organizationName: text,
        programme: oneOf(...licensingProgrammes),
        startDate: isoDay,
        endDate: isoDay,
        status: oneOf(...onlineStatuses),
        links: links(["services"]),
        attributes: attributes("Enrollment"),
      },
      {
        predecessorId: said(guid, "The enrollment that this one renews."),
        accountId: said(guid, "The service account that it belongs to."),
      },
    ),
    EnrollmentService: answer(
      {
        id: text,
        title: text,
        quantity: count,
        linkWorksThrough: said(text, "The last day of the activation link, UTC.", "2026-11-02"),
        links: links(["whyNoMail", "resend"]),
        attributes: attributes("EnrollmentService"),
      },
      { headline: oneOf(...activationReasonCodes) },
    ),
    WhyNoMail: answer({
      serviceId: text,
      title: text,
      reasons: list(ref("ActivationReason")),
      links: links(["self"]),
      attributes: attributes("WhyNoMail"),
    }),
    ActivationReason: answer(
      { code: oneOf(...activationReasonCodes) },
      {
        until: said(instant, "Until when to wait, or by when the e-mail is due."),
        account: said(text, "Name of the account that the licences went to."),
        renewedEnrollment: said(text, "Number of the enrollment that this one renews."),
        sent: list(answer({ email: text, queuedDate: instant }, { sentDate: instant })),
      },
    ),
  },
};
