import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import type { Db } from "#db/client.ts";
import type { Customer } from "#db/repositories/customers.ts";
import type { Reader } from "./format.ts";

/** What every view is given: who asks, at which instant, and for whose eyes the text is made. Views only read. */
export type ViewContext = {
  readonly db: Db;
  readonly actor: Actor;
  readonly at: Temporal.Instant;
  readonly reader: Reader;
  /** Given where nothing is written between two views of one answer, such as the loaders of a page. */
  readonly shared?: SharedReads;
};

/** What several views of one answer read alike, by partner and id, and is therefore asked once. */
export type SharedReads = { readonly customers: Map<string, Promise<Customer | undefined>> };
