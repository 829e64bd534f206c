import type { KeysPageData } from "#app/components/keys/page-data.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import type { RefusalWords } from "#app/i18n/refusal-words.ts";
import type { ChoiceWish } from "#app/views/entitlement-choice.ts";
import type { KeysAndDownloadsView } from "#app/views/entitlement.ts";

type Speaker = {
  readonly say: (refusal: Refusal) => RefusalWords;
  readonly user: { readonly email: string };
};

/** The view of *Keys and downloads* with its refusals in the reader's words, as a page carries it. */
export function sayKeysAndDownloads(view: KeysAndDownloadsView, { say, user }: Speaker): KeysPageData {
  const { standingRefusal, accessRefusal, key, download, ...rest } = view;
  return {
    ...rest,
    email: user.email,
    ended: standingRefusal === null ? null : say(standingRefusal),
    accessReason: accessRefusal === null ? null : say(accessRefusal).text,
    key: key === null ? null : { ...key, refusal: key.refusal === null ? null : say(key.refusal) },
    download:
      download === null ? null : { ...download, refusal: download.refusal === null ? null : say(download.refusal) },
  };
}

/** What an address asks for; whatever the product does not offer is left out by the view. */
export function choiceWishOf(parameters: URLSearchParams): ChoiceWish {
  const wished = (name: string) => {
    const value = parameters.get(name);
    return value === null || value === "" || value.length > 100 ? null : value;
  };
  return {
    version: wished("version"),
    language: wished("language"),
    fileType: wished("fileType"),
    operatingSystem: wished("operatingSystem"),
  };
}

/** The number of a line as an address carries it; undefined for whatever is none. */
export function lineNumberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}
