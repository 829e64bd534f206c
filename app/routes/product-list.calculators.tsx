import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CalculatorForm, CalculatorMenu } from "#app/components/product-list/calculator-form.tsx";
import { ListFrame } from "#app/components/product-list/list-frame.tsx";
import { LineLink } from "#app/components/product-list/names.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { calculators } from "#app/domain/licensing/product-list/calculator-names.ts";
import { orThrow, requireUser } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { editionParam } from "#app/http/product-list-params.ts";
import { oneOfOrNone } from "#app/http/search-params.ts";
import { calculatorAnswer, calculatorField, calculatorOption } from "#app/i18n/product-list-words.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { productListCalculatorView } from "#app/views/product-list/calculators.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.list]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requireUser(args);
  const { t } = visitor;
  const { searchParams } = new URL(args.request.url);
  const calculator = oneOfOrNone(searchParams, "calculator", calculators) ?? "price-level";
  const { calculator: _calculator, edition: _edition, _data, ...wish } = Object.fromEntries(searchParams);
  const view = orThrow(
    await productListCalculatorView(visitor.view, { calculator, edition: editionParam(searchParams), wish }),
    visitor,
  );
  return json({
    title: t(`productListCalculators:names.${calculator}`),
    list: t("productList:title"),
    ...view,
    fields: view.fields.map(({ options, areOptionsPrinted, ...field }) => ({
      ...field,
      label: calculatorField(field.name, t),
      options: options.map((value) => ({
        value,
        label: areOptionsPrinted ? value : calculatorOption(field.name, value, t),
      })),
    })),
    answers: view.answers.map(({ code, shown, tone, rule, line }) => ({
      tone,
      rule,
      line,
      text: calculatorAnswer(code, shown, t),
    })),
  });
}

export default function Calculators() {
  const { edition, calculator, fields } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const asOf = edition?.asOf ?? null;
  return (
    <ListFrame tab="calculators" edition={edition}>
      {edition === null ? (
        <Section>
          <EmptyState icon="file" title={t("productList:emptyTitle")}>
            {t("productList:emptyText")}
          </EmptyState>
        </Section>
      ) : (
        <div className="grid items-start gap-5 lg:grid-cols-[11rem_minmax(0,3fr)_minmax(0,2fr)]">
          <CalculatorMenu calculator={calculator} asOf={asOf} />
          <Answers />
          <Section
            title={t(`productListCalculators:names.${calculator}`)}
            description={t(`productListCalculators:intro.${calculator}`)}
          >
            <CalculatorForm calculator={calculator} asOf={asOf} fields={fields} />
          </Section>
        </div>
      )}
    </ListFrame>
  );
}

function Answers() {
  const { answers, edition } = useLoaderData<typeof loader>();
  const t = useTranslate();
  if (answers.length === 0) return null;
  return (
    <div className="lg:order-last">
      <Section title={t("productListCalculators:answer")}>
        <div className="flex flex-col gap-3" aria-live="polite">
          {answers.map(({ tone, text, rule, line }) => (
            <Notice key={text} tone={tone} title={text}>
              <span className="flex flex-wrap gap-x-3 text-sm">
                {rule === null ? null : (
                  <span>{t("productListCalculators:rule", { rule: rule.split("-", 1)[0] })}</span>
                )}
                {line === null ? null : <LineLink line={line} edition={edition?.asOf ?? null} />}
              </span>
            </Notice>
          ))}
          <p className="text-sm text-ink-muted">{t("productListCalculators:advice")}</p>
        </div>
      </Section>
    </div>
  );
}
