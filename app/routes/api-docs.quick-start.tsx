import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { quickStartCommands, quickStartSteps } from "#app/api/openapi/quick-start.ts";
import { CodeBlock } from "#app/components/api-docs/code-block.tsx";
import { DocsFrame } from "#app/components/api-docs/docs-frame.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { mayDo } from "#app/domain/access/permissions.ts";
import { requireUser } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { Section } from "#app/ui/section.tsx";
import { TextLink } from "#app/ui/text-link.tsx";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.tab, data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const { t, actor } = await requireUser(args);
  const root = args.context.portal.env.origin ?? new URL(args.request.url).origin;
  const tenantId = actor.kind === "partner" ? actor.partnerId : "common";
  const commands = quickStartCommands({ root, tenantId });
  return json({
    title: t("apiDocs:title"),
    tab: t("apiDocs:tab.quickStart"),
    mayAddClient: mayDo(actor, "manage-api-clients"),
    steps: quickStartSteps.map((step) => ({ step, command: commands[step] })),
  });
}

export default function ApiQuickStart() {
  const { steps, mayAddClient } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <DocsFrame tab="quickStart">
      <p className="max-w-prose text-ink-muted">{t("apiDocs:quickStart.intro")}</p>
      {steps.map(({ step, command }, index) => (
        <Section key={step} title={`${index + 1}. ${t(`apiDocs:quickStart.${step}.title`)}`}>
          <div className="flex flex-col gap-3">
            <p className="max-w-prose">
              {t(`apiDocs:quickStart.${step}.text`)}{" "}
              {step === "settings" && mayAddClient ? (
                <TextLink to={paths.apiClients()}>{t("apiDocs:quickStart.toClients")}</TextLink>
              ) : null}
            </p>
            <CodeBlock text={command} label={t(`apiDocs:quickStart.${step}.title`)} isCopied />
          </div>
        </Section>
      ))}
      <Section title={t("apiDocs:quickStart.next.title")}>
        <p className="max-w-prose">
          {t("apiDocs:quickStart.next.text")}{" "}
          <TextLink to={paths.apiOperation("changeSubscription")}>{t("apiDocs:quickStart.next.link")}</TextLink>
        </p>
      </Section>
    </DocsFrame>
  );
}
