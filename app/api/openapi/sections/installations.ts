import { installationStates, verificationStates } from "#app/domain/upgrade-verification/installation-order.ts";
import { verdictResults } from "#app/domain/upgrade-verification/verdict.ts";
import { type ApiSection, created, ok, query } from "../operation.ts";
import {
  answer,
  attributes,
  collection,
  count,
  flag,
  guid,
  instant,
  integer,
  links,
  list,
  oneOf,
  ref,
  request,
  said,
  text,
} from "../schema.ts";

const own = "/v1/installationorders";
const order = `${own}/{orderId}`;
const reading = { caller: "both", access: "see-imaging" } as const;
const changing = { caller: "both", access: "answer-verifications" } as const;
const id = said(text, "", "616122292874576");
const summary = {
  id,
  state: oneOf(...installationStates),
  isHeld: flag,
  customerName: text,
  product: said(text, "", "Windows 8.1 Enterprise Upgrade"),
  enrollmentNumber: text,
};

export const installationSection: ApiSection = {
  id: "installation-orders",
  title: "Upgrade installations",
  description:
    "An addition of ours: what the installer of Windows upgrades needs. Only orders that were handed over to the caller's organisation are there, and nothing may be imaged before a verification is accepted.",
  operations: [
    {
      ...reading,
      id: "listInstallationOrders",
      method: "get",
      path: own,
      summary: "List the orders that name the caller as installer",
      query: [query("state", oneOf(...installationStates), "Those in this state.")],
      answer: ok(collection(ref("InstallationOrderSummary")), "Orders, latest change first."),
      errors: [],
    },
    {
      ...reading,
      id: "readInstallationOrder",
      method: "get",
      path: order,
      summary: "Read an order with its versions and devices",
      answer: ok(ref("InstallationOrder"), "The order."),
      errors: ["404/1000"],
    },
    {
      ...reading,
      id: "listReleasableDevices",
      method: "get",
      path: `${order}/devices`,
      summary: "List the devices that may be imaged now",
      answer: ok(collection(ref("InstallationDevice")), "Those devices, and no others."),
      errors: ["404/1000"],
    },
    {
      ...changing,
      id: "answerVerification",
      method: "post",
      path: `${order}/answer`,
      summary: "Accept or reject a version of the verification in writing",
      body: { schema: ref("VerificationAnswer"), isRequired: true },
      answer: ok(ref("InstallationOrder"), "The order as it is now."),
      errors: ["404/1000", "400/3000"],
    },
    {
      ...changing,
      id: "recordImaging",
      method: "post",
      path: `${order}/imagingrecords`,
      summary: "Record that a device was imaged",
      description:
        "Refused where no accepted version lists the device as it is, and while an investigation holds the order.",
      body: { schema: ref("NewImagingRecord"), isRequired: true },
      answer: created(ref("InstallationOrder"), "The order as it is now."),
      errors: ["404/1000", "400/3000"],
    },
  ],
  schemas: {
    InstallationOrderSummary: answer({
      ...summary,
      lastModifiedDate: instant,
      links: links(["self"]),
      attributes: attributes("InstallationOrder"),
    }),
    InstallationDevice: answer(
      {
        id: guid,
        serialNumber: text,
        baseSystem: said(text, "", "Windows 7 Professional"),
        hasSoftwareAssurance: flag,
        verdict: oneOf(...verdictResults),
        isReleased: flag,
        attributes: attributes("InstallationDevice"),
      },
      {
        sourceLine: said(integer, "Line of the product list.", 1073),
        coveredByVersion: integer,
        imaging: answer({ image: text, isBaseKept: flag, startedDate: instant }, { finishedDate: instant }),
      },
    ),
    InstallationOrder: answer({
      ...summary,
      productLanguage: text,
      agreementNumber: text,
      versions: list(
        answer(
          { number: integer, state: oneOf(...verificationStates), deviceCount: count },
          {
            signatoryName: text,
            signatoryTitle: text,
            signedOn: said(text, "A calendar day.", "2026-11-02"),
            handedOverDate: instant,
            answer: text,
            answeredDate: instant,
          },
        ),
      ),
      devices: list(ref("InstallationDevice")),
      links: links(["self", "devices"]),
      attributes: attributes("InstallationOrder"),
    }),
    VerificationAnswer: request({ number: integer, decision: oneOf("accepted", "rejected"), text }),
    NewImagingRecord: request({ serialNumber: text, image: text }, { isBaseKept: flag, isFinished: flag }),
  },
};
