import type { Temporal } from "temporal-polyfill";
import type { Currency } from "../money/currencies.ts";

/** What a request is about. The first is what a cancellation page fills in. */
export const supportTopics = [
  "purchase-refund",
  "subscription",
  "keys-downloads",
  "invoice",
  "account-access",
  "other",
] as const;
export type SupportTopic = (typeof supportTopics)[number];

/** How much it hinders, most severe first. */
export const supportSeverities = ["critical", "moderate", "minimal"] as const;
export type SupportSeverity = (typeof supportSeverities)[number];

/** Whose turn it is: the provider's, the partner's, or nobody's any more. */
export const supportStatuses = ["open", "attention-needed", "closed"] as const;
export type SupportStatus = (typeof supportStatuses)[number];

/** 1 for the most severe, so that a queue sorts by it. */
export function severityRank(severity: SupportSeverity): number {
  return supportSeverities.indexOf(severity) + 1;
}

/** Who is to be asked about it. The phone number is empty where none was given. */
export type SupportContact = { readonly name: string; readonly email: string; readonly phone: string };

/** What a request is about, as far as it is about something that was bought. */
export type SupportSubject = {
  readonly customerId: string | null;
  readonly orderId: string | null;
  /** Line of the order; null where the request names the order alone. */
  readonly lineNumber: number | null;
  readonly subscriptionId: string | null;
};

/** What is asked for, or was granted. */
export type SupportAmount = { readonly amountMinor: number; readonly currency: Currency };

export type SupportRequest = SupportSubject & {
  /** 15 digits; what people call it by. */
  readonly id: string;
  readonly partnerId: string;
  readonly topic: SupportTopic;
  readonly severity: SupportSeverity;
  readonly status: SupportStatus;
  readonly title: string;
  readonly description: string;
  /** Null where no amount is asked for. */
  readonly asked: SupportAmount | null;
  readonly contact: SupportContact;
  readonly createdAt: Temporal.Instant;
  readonly createdBy: string;
  /** Of the last note or change. */
  readonly changedAt: Temporal.Instant;
  readonly changedBy: string;
  /** When it was closed the last time; stays when it is reopened. */
  readonly closedAt: Temporal.Instant | null;
  readonly reopenedCount: number;
  /** When the provider answered first. */
  readonly answeredAt: Temporal.Instant | null;
  /** A cancellation that was granted; null while none was. */
  readonly granted: (SupportAmount & { readonly at: Temporal.Instant; readonly by: string }) | null;
  readonly version: number;
};

/** What people call it: `new` is open and nobody has answered yet, `reopened` is open again. */
export type SupportState = SupportStatus | "new" | "reopened";

export function supportStateOf({ status, answeredAt, reopenedCount }: SupportRequest): SupportState {
  if (status !== "open") return status;
  if (reopenedCount > 0) return "reopened";
  return answeredAt === null ? "new" : "open";
}

/** Which side of a thread somebody is on. */
export const supportSides = ["partner", "operator"] as const;
export type SupportSide = (typeof supportSides)[number];

/** What an entry of the thread tells: something that was said, or what became of the request. */
export const supportEntryKinds = ["note", "closed", "reopened", "severity", "granted"] as const;
export type SupportEntryKind = (typeof supportEntryKinds)[number];

/** One entry of the thread. Written once, never changed. */
export type SupportEntry = {
  readonly id: string;
  readonly requestId: string;
  readonly partnerId: string;
  readonly kind: SupportEntryKind;
  readonly side: SupportSide;
  readonly userId: string;
  /** Empty where nothing was said. */
  readonly text: string;
  /** For `severity`: the new one; for `granted`: the amount. */
  readonly severity: SupportSeverity | null;
  readonly granted: SupportAmount | null;
  readonly at: Temporal.Instant;
};

/** A file that came with a request or a note. */
export type SupportAttachment = {
  readonly id: string;
  readonly requestId: string;
  readonly partnerId: string;
  /** The note it came with; null where it came with the request itself. */
  readonly entryId: string | null;
  readonly fileName: string;
  readonly kind: AttachmentKind;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly uploadedAt: Temporal.Instant;
};

/**
 * Kinds of files that are taken, told by their content. No archives and no office documents, which are archives too:
 * nothing here opens one, and what is in it is not known before it is opened.
 */
export const attachmentKinds = ["pdf", "png", "jpeg", "text"] as const;
export type AttachmentKind = (typeof attachmentKinds)[number];

/** Why a file is not taken. */
export type AttachmentProblem = "kind" | "empty" | "too-big";

/** How such a file is sent: only as what its content was found to be. */
export const attachmentMediaTypes = {
  pdf: "application/pdf",
  png: "image/png",
  jpeg: "image/jpeg",
  text: "text/plain; charset=utf-8",
} as const satisfies Record<AttachmentKind, string>;

/** Endings that a name may have for its kind; the first is put on where it has another one. */
const endings: Record<AttachmentKind, readonly string[]> = {
  pdf: ["pdf"],
  png: ["png"],
  jpeg: ["jpg", "jpeg"],
  text: ["txt", "log", "csv"],
};

/** A name whose ending says what the content is: `invoice.exe` with a PDF in it becomes `invoice.exe.pdf`. */
export function nameForKind(fileName: string, kind: AttachmentKind): string {
  const ending = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? "";
  return endings[kind].includes(ending) ? fileName : `${fileName}.${endings[kind][0]}`;
}

/** Files that one request or one note may bring. Rule: up to five. */
export const attachmentsPerMessageMax = 5;
/** Files that one thread may hold. Our choice. */
export const attachmentsPerRequestMax = 25;
/** Rule: 10 MB each. */
export const attachmentBytesMax = 10_000_000;

export const titleLengthMax = 150;
export const textLengthMax = 8_000;

/**
 * The number of a request, made of a UUID: 15 digits, never beginning with a zero. Random enough that it tells nothing
 * of how many there are, and short enough to be read out on a phone.
 */
export function requestNumberOf(uuid: string): string {
  const tail = BigInt(`0x${uuid.replaceAll("-", "").slice(-16)}`);
  const smallest = 10n ** 14n;
  return String(smallest + (tail % (9n * smallest)));
}

/** Whether a text has the form of a request's number. */
export function isRequestNumber(text: string): boolean {
  return /^[1-9]\d{14}$/.test(text);
}
