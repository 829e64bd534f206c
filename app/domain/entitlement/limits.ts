import { msPerDay, msPerHour } from "../calendar/civil.ts";

/** Numbers that the rules of keys and downloads are made of. */

/** A password proved longer ago than this is asked for again before a key is shown, in milliseconds. Rule: reveal. */
export const passwordProofMs = 5 * 60_000;

/** Keys that one user may look at in a day, whatever the customer; against one who empties the portal. Our choice. */
export const revealsPerUserMax = 300;
/** Keys that one user may look at in a day for one customer. Our choice. */
export const revealsPerCustomerMax = 100;
export const revealWindowMs = msPerDay;

/** A download link is good for so long after it was made, in milliseconds. Rule: 30 days. */
export const linkLifetimeMs = 30 * msPerDay;
/** And for so long after its first use. Rule: 5 days. */
export const linkAfterUseMs = 5 * msPerDay;

/** Links that one user may make in a day. Our choice. */
export const linksPerUserMax = 300;
export const linkWindowMs = msPerDay;
/** Requests that one link answers in an hour; a download in 5 MB pieces of a 10 GB file stays below it. Our choice. */
export const usesPerLinkMax = 3_000;
export const useWindowMs = msPerHour;
/** Requests from one place that fail the check of their signature, in an hour. Our choice. */
export const badLinksPerPlaceMax = 300;

/** Lines that one key file may hold, so that reading it stays within memory. Our choice. */
export const keyFileLinesMax = 200_000;
/** Refused lines of a key file that are kept to be shown; more are only counted. */
export const keyFileRefusalsKeptMax = 1_000;
/** A draft of an import that made no progress for so long is dead, in milliseconds. */
export const keyImportStaleMs = 10 * 60_000;

/** Characters of the reason with which a key is withdrawn. */
export const withdrawalReasonMax = 500;
