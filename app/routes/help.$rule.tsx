import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { helpView } from "#app/views/help.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export { plainPage as handle } from "#app/components/plain-page.ts";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.help]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-subscriptions");
  const view = orThrow(helpView(visitor.view, { rule: args.params["rule"] ?? "" }), visitor);
  const { t } = visitor;
  return json({ title: t(`help:rule.${view.rule}.title`), help: t("help:title"), ...view });
}

const paragraphs = ["p1", "p2", "p3"] as const;
const steps = ["e1", "e2", "e3"] as const;

/** A rule of the trade: in one sentence, in three, and with dates. */
export default function Help() {
  const { title, rule, facts, others } = useLoaderData<typeof loader>();
  const t = useTranslate();
  // Which gaps the words have differs from rule to rule; a test fills those of every one.
  const say = t as unknown as (key: string, facts: object) => string;
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={<p className="font-medium text-ink">{say(`help:rule.${rule}.short`, facts)}</p>}
      />
      <Section title={t("help:inShort")} className="max-w-3xl">
        <div className="flex max-w-prose flex-col gap-3">
          {paragraphs.map((name) => (
            <p key={name}>{say(`help:rule.${rule}.${name}`, facts)}</p>
          ))}
        </div>
      </Section>
      <Section title={t("help:exampleTitle")} description={t("help:exampleText")} className="max-w-3xl">
        <ol className="flex max-w-prose list-decimal flex-col gap-2 pl-5">
          {steps.map((name) => (
            <li key={name}>{say(`help:rule.${rule}.${name}`, facts)}</li>
          ))}
        </ol>
      </Section>
      <Section title={t("help:others")} className="max-w-3xl">
        <ul className="flex flex-col gap-1.5">
          {others.map((other) => (
            <li key={other}>
              <TextLink to={paths.help(other)}>{t(`help:rule.${other}.title`)}</TextLink>
            </li>
          ))}
        </ul>
      </Section>
    </PageStack>
  );
}
