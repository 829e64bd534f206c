import type { Temporal } from "temporal-polyfill";
import type { LoadContext } from "./load-context.ts";

/** What the functions of app/http take: a loader's or an action's arguments fit. */
export type RequestArgs = { readonly request: Request; readonly context: LoadContext };

const instants = new WeakMap<LoadContext, Promise<Temporal.Instant>>();

/** The instant of this request: read from the clock once, so that all loaders of a page see the same moment. */
export function requestInstant(context: LoadContext): Promise<Temporal.Instant> {
  const known = instants.get(context);
  if (known !== undefined) return known;
  const { clock } = context.portal.deps;
  const reading = clock.refresh().then(() => clock.now());
  instants.set(context, reading);
  return reading;
}
