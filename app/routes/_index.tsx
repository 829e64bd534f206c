import { json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { OperatorHome } from "#app/components/home/operator-home.tsx";
import { PartnerHome } from "#app/components/home/partner-home.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { requireUser, type SignedInVisitor } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { sayEnding } from "#app/http/subscription-words.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import type { FirstStep } from "#app/views/first-steps.ts";
import { homeView } from "#app/views/home.ts";
import type { PartnerHome as PartnerHomeView } from "#app/views/partner-home.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requireUser(args);
  if (visitor.actor.kind === "customer") throw redirect(paths.ownProducts());
  const home = await homeView(visitor.view);
  return json({
    title: visitor.t("home:title"),
    ...home,
    partner: home.partner === null ? null : inWords(home.partner, visitor),
  });
}

function inWords(home: PartnerHomeView, visitor: SignedInVisitor) {
  const { say } = visitor;
  const words = <Step extends FirstStep>({ refusal, ...step }: Step) => ({
    ...step,
    reason: refusal === null ? null : say(refusal).text,
  });
  const steps = home.firstSteps;
  return {
    ...home,
    firstSteps:
      steps === null
        ? null
        : { ...steps, customer: words(steps.customer), purchase: words(steps.purchase), key: words(steps.key) },
    renewalsAhead: home.renewalsAhead.map((line) => ({
      ...line,
      reason: line.reason === null ? null : say(line.reason).text,
    })),
    willNotRenew: home.willNotRenew.map((line) => ({ ...line, reason: sayEnding(line.reason, visitor) })),
  };
}

export default function Home() {
  const { title, at, daysAhead, partner, operator } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("home:intro", { at: at.local })}
        actions={
          partner === null ? undefined : (
            <ButtonLink to={paths.customers()} icon="building">
              {t("home:toCustomers")}
            </ButtonLink>
          )
        }
      />
      {partner === null ? null : <PartnerHome home={partner} days={daysAhead} />}
      {operator === null ? null : <OperatorHome home={operator} />}
      {partner === null && operator === null ? (
        <Section>
          <EmptyState icon="info" title={t("home:nothing")}>
            {t("home:nothingText")}
          </EmptyState>
        </Section>
      ) : null}
    </PageStack>
  );
}
