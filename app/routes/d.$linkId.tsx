import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { refuse } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { visitorOf } from "#app/http/visitor.server.ts";

/** A download link that brings no file: what is wrong with it. The file itself comes before Remix (`server/downloads.ts`). */
export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction = (page) => pageTitle(page, () => []);

export async function loader(args: LoaderFunctionArgs) {
  throw refuse(args.context.downloadRefusal ?? { code: "link-invalid" }, await visitorOf(args));
}

export default function DownloadLink() {
  return null;
}
