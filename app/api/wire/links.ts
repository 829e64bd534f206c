/** A link as it is emitted; `headers` is never left out, because clients iterate over it. */
export type Link = {
  readonly uri: string;
  readonly method: string;
  readonly headers: readonly { readonly key: string; readonly value: string }[];
};

const noHeaders: Link["headers"] = [];

/**
 * A link to a path below the version, such as `/customers/…`: clients put `/v1` in front of it themselves. What comes
 * out of records goes through `encodeURIComponent` before it is handed in here.
 */
export function linkTo(uri: string, method = "GET", headers: Link["headers"] = noHeaders): Link {
  return { uri, method, headers };
}

/** Query text in the order given; what is undefined is left out. */
export function queryText(fields: Readonly<Record<string, string | number | boolean | undefined>>): string {
  const parts = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return parts.length === 0 ? "" : `?${parts.join("&")}`;
}

export type Collection<T> = {
  /** Items of this answer, not of all pages: that is what the documents show. */
  readonly totalCount: number;
  readonly items: readonly T[];
  readonly continuationToken?: string;
  readonly links?: Readonly<Record<string, Link>>;
  readonly attributes: { readonly objectType: "Collection" };
};

/** A whole list, in one answer. @param self path and query below the version; left out for entitlements */
export function collection<T>(items: readonly T[], self?: string): Collection<T> {
  return {
    totalCount: items.length,
    items,
    ...(self === undefined ? {} : { links: { self: linkTo(self) } }),
    attributes: { objectType: "Collection" },
  };
}
