import type { KeysAndDownloadsView } from "#app/views/entitlement.ts";

type Words = { readonly title: string; readonly text: string };

/** *Keys and downloads* as a page carries it: the view, with its refusals in the reader's words. */
export type KeysPageData = Omit<KeysAndDownloadsView, "standingRefusal" | "accessRefusal" | "key" | "download"> & {
  /** The reader's own, for password managers. */
  readonly email: string;
  /** That the purchase was cancelled or has expired; null while it can be used. */
  readonly ended: Words | null;
  /** Which role is needed; null for a reader who has it. */
  readonly accessReason: string | null;
  readonly key: (Omit<NonNullable<KeysAndDownloadsView["key"]>, "refusal"> & { readonly refusal: Words | null }) | null;
  readonly download:
    | (Omit<NonNullable<KeysAndDownloadsView["download"]>, "refusal"> & { readonly refusal: Words | null })
    | null;
};

/** Where the page leads, which depends on the frame that it stands in; null for what the frame does not have. */
export type KeysLinks = {
  /** This page without its search part. */
  readonly page: string;
  readonly withdraw: ((version: string) => string) | null;
  readonly history: string | null;
  readonly order: string | null;
  readonly subscription: string | null;
  /** Where the product can be bought again. */
  readonly buy: string | null;
  /** Where devices are moved from a KMS key to the one here. */
  readonly planner?: string | null;
};
