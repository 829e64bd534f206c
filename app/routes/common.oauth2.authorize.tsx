import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Consent } from "#app/components/consent/consent-page.tsx";
import { authorizeAnswer, authorizePage } from "#app/http/authorize.server.ts";
import { pageTitle } from "#app/http/page-title.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export const loader = (args: LoaderFunctionArgs) => authorizePage(args);

export const action = (args: ActionFunctionArgs) => authorizeAnswer(args);

export default function Authorize() {
  const asked = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  return <Consent page={answered !== undefined && "kind" in answered ? answered : asked} />;
}
