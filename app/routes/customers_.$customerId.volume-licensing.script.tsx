import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { KeysAnswer } from "#app/components/keys/answers.ts";
import { CommandLines } from "#app/components/migration-plan/command-lines.tsx";
import { KeyChoice } from "#app/components/migration-plan/key-choice.tsx";
import { PlanFrame } from "#app/components/migration-plan/plan-frame.tsx";
import { useShownKey } from "#app/components/migration-plan/use-shown-key.ts";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, refuse, requirePermission } from "#app/http/auth.server.ts";
import { answerKeysForm } from "#app/http/key-forms.server.ts";
import { keySourceOf } from "#app/http/key-source.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { pageKeys, searchText } from "#app/http/search-params.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { migrationScriptView } from "#app/views/migration-script.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, ({ title, view }) => [title, view.customer.name]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-software");
  const { searchParams } = new URL(args.request.url);
  const params = {
    customerId: args.params["customerId"] ?? "",
    source: searchParams.get("source"),
    search: searchText(searchParams) ?? "",
    authenticatedAt: visitor.user.authenticatedAt,
    ...pageKeys(searchParams),
  };
  const { keyRefusal, ...view } = orThrow(await migrationScriptView(visitor.view, params), visitor);
  return json({
    title: visitor.t("migration:commands.title"),
    keyReason: keyRefusal === null ? null : visitor.say(keyRefusal).text,
    view,
  });
}

/** The key comes with the answer to this form alone, from the service that shows keys everywhere else. */
export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "see-software");
  const source = keySourceOf(new URL(args.request.url).searchParams.get("source"));
  if (source === undefined) throw refuse({ code: "not-found", what: "order" }, visitor);
  const { orderId, lineNumber } = source;
  return answerKeysForm(args, visitor, { customerId: args.params["customerId"] ?? "", orderId, lineNumber });
}

export default function MigrationScript() {
  const { title, view, keyReason } = useLoaderData<typeof loader>();
  const { answer, isForgotten } = useShownKey(useActionData<KeysAnswer>());
  const t = useTranslate();
  const { customer } = view;
  return (
    <PlanFrame
      customer={customer}
      title={title}
      description={t("migration:commands.intro")}
      isBelowPlan
      actions={
        <ButtonLink to={paths.volumeLicensing(customer.id)} icon="arrow-left" variant="quiet">
          {t("migration:commands.back")}
        </ButtonLink>
      }
    >
      <KeyChoice view={view} reason={keyReason} answer={answer} isForgotten={isForgotten} />
      <CommandLines view={view} shownKey={answer?.kind === "key" ? answer.key : null} />
    </PlanFrame>
  );
}
