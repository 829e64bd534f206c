/**
 * Letters: mails to an address, of people who need no account here, about an enrollment. Facts are plain JSON: instants
 * in epoch milliseconds, days `YYYY-MM-DD`. A link is never among them; it is made when the letter leaves.
 */
export type LetterFacts = {
  /** Offers to tie an enrollment to a service account, with a link. */
  activation: ServiceFacts & {
    readonly cause: "first-order" | "contact-changed" | "resend" | "reactivated";
    readonly linkExpiresOn: string;
  };
  /** To the contact before, and to the new one. */
  "contact-changed": EnrollmentFacts & {
    readonly oldName: string;
    readonly newName: string;
    readonly newEmail: string;
  };
  "link-expiring": ServiceFacts & { readonly days: number; readonly linkExpiresOn: string };
  /** Licences went to an account without anybody's choice. */
  "licences-attached": EnrollmentFacts & { readonly account: string; readonly because: string };
  "licences-to-assign": EnrollmentFacts & { readonly account: string };
  "grace-ending": EnrollmentFacts & { readonly days: number; readonly graceEndsAt: number; readonly deletedAt: number };
  deprovisioned: EnrollmentFacts & { readonly deletedAt: number };
  "data-deleted": EnrollmentFacts;
  moved: EnrollmentFacts & { readonly oldAccount: string; readonly account: string };
  "reservation-granted": EnrollmentFacts & { readonly by: string };
  "reservation-withdrawn": EnrollmentFacts & { readonly by: string };
  /** To an online administrator: Azure without commitment, under an enrollment that has not ordered it. */
  "azure-offered": EnrollmentFacts & { readonly lastDay: string };
  /** The provider's answer, to somebody of a customer who asked about an activation. */
  "support-answered": EnrollmentFacts & { readonly requestId: string; readonly answer: string };
  /** To an installer without access: the signed form. */
  "form-handed-over": InstallationFacts;
  /** To the same: what it may image now. */
  "devices-released": InstallationFacts;
  /** To the same: nothing more may be imaged, held by an investigation or given up. */
  "installation-stopped": InstallationFacts & { readonly because: "held" | "cancelled" };
};
export type LetterKind = keyof LetterFacts;

type EnrollmentFacts = { readonly enrollment: string; readonly organization: string };
type InstallationFacts = EnrollmentFacts & {
  readonly installationId: string;
  /** Of the form that it is about; 0 where it is about none. */
  readonly number: number;
  readonly product: string;
  readonly devices: number;
  readonly instructions: string;
};
type ServiceFacts = EnrollmentFacts & { readonly service: string };

/** A letter as a decision or a service makes it. */
export type LetterDraft = {
  [K in LetterKind]: {
    readonly kind: K;
    /** A letter with a key that is already there is not queued again. */
    readonly dedupeKey: string;
    readonly partnerId: string;
    readonly customerId: string;
    readonly enrollmentId: string | null;
    readonly serviceId: string | null;
    readonly contactId: string | null;
    readonly recipient: { readonly name: string; readonly email: string; readonly language: "en" | "de" };
    readonly facts: LetterFacts[K];
  };
}[LetterKind];
