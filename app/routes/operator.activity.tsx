import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ChainTable } from "#app/components/activity/chain-table.tsx";
import { CheckState } from "#app/components/activity/check-state.tsx";
import { ListPages } from "#app/components/list-pages.tsx";
import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { pageKeys } from "#app/http/search-params.ts";
import { startActivityCheck } from "#app/services/activity/start-activity-check.server.ts";
import { Button } from "#app/ui/button.tsx";
import { type Description, DescriptionList } from "#app/ui/description-list.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { activityChainsView } from "#app/views/activity/activity-chains.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

const schema = z.object({ intent: z.literal("verify") });

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "verify-activity");
  const view = orThrow(
    await activityChainsView(visitor.view, pageKeys(new URL(args.request.url).searchParams)),
    visitor,
  );
  return json({ title: visitor.t("activity:chains.title"), ...view });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "verify-activity");
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  // What it found, or how far it is, the page itself says.
  orThrow(await startActivityCheck(visitor.deps, visitor.actor, visitor.at), visitor);
  return redirect(paths.activityChains(), 303);
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function ActivityChains() {
  const { title, check, seal, isSealLate, broken, chains, links } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <PageStack>
      <PageHeader
        title={title}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [{ to: paths.activity(), label: t("activity:title") }],
        }}
        description={t("activity:chains.intro")}
        actions={
          <Form method="post">
            <Button variant="primary" name="intent" value="verify" icon="check">
              {t("activity:chains.verify")}
            </Button>
          </Form>
        }
      />
      <CheckState check={check} />
      <Section title={t("activity:chains.seal")} description={t("activity:chains.sealText")}>
        {isSealLate ? (
          <div className="pb-3">
            <Notice tone="warning" title={t("activity:chains.sealLate")} />
          </div>
        ) : null}
        {seal === null ? <p>{t("activity:chains.neverSealed")}</p> : <DescriptionList items={factsOf(seal, t)} />}
      </Section>
      {broken.length === 0 ? null : (
        <Section title={t("activity:chains.brokenTitle")} isPadded={false}>
          <ChainTable caption={t("activity:chains.brokenTitle")} chains={broken} />
        </Section>
      )}
      <Section title={t("activity:chains.caption")} isPadded={false}>
        <ChainTable caption={t("activity:chains.caption")} chains={chains} />
        <ListPages
          links={links}
          csv={chains.length === 0 ? undefined : paths.activityChainsCsv()}
          nextLabel={t("activity:chains.next")}
        />
      </Section>
    </PageStack>
  );
}

function factsOf(seal: NonNullable<Data["seal"]>, t: ReturnType<typeof useTranslate>): Description[] {
  return [
    { term: t("activity:chains.sealedDay"), value: seal.sealedOn },
    { term: t("activity:chains.sealedWhen"), value: <Moment instant={seal.sealedAt} withUtc /> },
    { term: t("activity:chains.sealedChains"), value: seal.chains },
    { term: t("activity:chains.file"), value: seal.fileName },
  ];
}
