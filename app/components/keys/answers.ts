/** What the forms of *Keys and downloads* are answered with; each travels in one answer and is kept nowhere. */

/** Somebody who has looked at the key before, or copied a link. */
export type SeenBy = {
  readonly id: string;
  readonly at: { readonly iso: string; readonly local: string; readonly utc: string; readonly epochMs: number };
  readonly who: string;
};

export type ShownKey = {
  readonly kind: "key";
  readonly key: string;
  /** The key in the groups in which it is read out. */
  readonly groups: readonly string[];
  readonly version: string;
  readonly product: string;
  readonly issuedAt: SeenBy["at"];
  readonly isFirst: boolean;
  /** Whether the reader can withdraw the key; a customer asks the partner. */
  readonly mayWithdraw: boolean;
  readonly seenBefore: readonly SeenBy[];
};

export type ShownLink = {
  readonly kind: "link";
  readonly url: string;
  readonly fileName: string;
  readonly sizeText: string;
  readonly sha256: string;
  readonly expiresAt: SeenBy["at"];
};

/** The password is asked for, and then goes on to what was wanted. */
export type PasswordWanted = {
  readonly kind: "password";
  readonly version: string;
  /** Whose password; for password managers. */
  readonly email: string;
  /** What was wrong with the one that was typed; null where none was. */
  readonly problem: string | null;
};

export type RefusedHere = {
  readonly kind: "refused";
  readonly about: "key" | "download" | "link";
  readonly code: string;
  readonly title: string;
  readonly text: string;
};

export type KeysAnswer = ShownKey | ShownLink | PasswordWanted | RefusedHere;
