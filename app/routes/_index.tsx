import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireUser } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { PageHeader } from "#app/ui/page-header.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title ?? "");

export async function loader(args: LoaderFunctionArgs) {
  const { t } = await requireUser(args);
  return json({ title: t("navigation:home") });
}

export default function Home() {
  return <PageHeader title={useLoaderData<typeof loader>().title} />;
}
