import type { LoaderFunctionArgs } from "@remix-run/node";
import { refuse } from "./auth.server.ts";
import type { Visitor } from "./visitor.server.ts";

/** An address that names one customer and a record of another leads nowhere, even where both may be seen. */
export function assertOfCustomer(
  { params }: Pick<LoaderFunctionArgs, "params">,
  customerId: string,
  visitor: Visitor,
): void {
  if (params["customerId"] !== customerId) throw refuse({ code: "not-found", what: "subscription" }, visitor);
}
