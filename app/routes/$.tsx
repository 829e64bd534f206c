import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { refuse } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { visitorOf } from "#app/http/visitor.server.ts";

/** Every address that nothing else answers: a 404 in the frame and the words of the visitor. */
export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction = (page) => pageTitle(page, () => []);

export async function loader(args: LoaderFunctionArgs) {
  throw refuse({ code: "not-found", what: "page" }, await visitorOf(args));
}

export async function action(args: ActionFunctionArgs) {
  throw refuse({ code: "not-found", what: "page" }, await visitorOf(args));
}

export default function Nowhere() {
  return null;
}
