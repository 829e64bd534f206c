import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ChosenParts } from "#app/components/forecast/chosen-parts.tsx";
import { ForecastChart } from "#app/components/forecast/forecast-chart.tsx";
import { ForecastParts, ForecastReasons } from "#app/components/forecast/forecast-parts.tsx";
import { MonthTable } from "#app/components/forecast/month-table.tsx";
import { StepTable } from "#app/components/forecast/step-table.tsx";
import { InvoicesFrame } from "#app/components/invoices/invoices-frame.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { forecastParams } from "#app/http/forecast-params.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { pageKeys } from "#app/http/search-params.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Section } from "#app/ui/section.tsx";
import { Stat, StatRow } from "#app/ui/stat.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { type LargeBook, largeBook } from "#app/views/forecast-size.ts";
import { forecastView } from "#app/views/forecast.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.section]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-invoices");
  const { searchParams } = new URL(args.request.url);
  const params = { ...forecastParams(searchParams), ...pageKeys(searchParams) };
  const { t, say } = visitor;
  const words = { title: t("forecast:title"), section: t("forecast:section") };
  const isWhole = searchParams.get("whole") === "yes";
  // One customer's part is always small; all of a large book are looked through when somebody says so.
  const large = isWhole || params.customer !== "" ? null : orThrow(await largeBook(visitor.view), visitor);
  if (large !== null) return json({ ...words, large, made: null });
  const { lines, ...view } = orThrow(await forecastView(visitor.view, params), visitor);
  const steps = lines.map(({ reason, ...line }) => ({ ...line, reason: reason === null ? null : say(reason).text }));
  return json({ ...words, large: null, made: { ...view, isWhole, steps } });
}

type Data = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>["made"]>;

/** The address of the page with everything that is chosen. */
function chosenOf({ currency, month, customer, product, isWhole }: Data) {
  const whole = isWhole ? "yes" : undefined;
  return { currency, month: month?.key, customer: customer?.key, product: product?.key, whole };
}

export default function Forecast() {
  const { large, made } = useLoaderData<typeof loader>();
  if (made !== null) return <Made data={made} />;
  return large === null ? null : <Large {...large} />;
}

/** Before a large book is looked through: what it takes, and the quicker way. */
function Large({ count, seconds }: LargeBook) {
  const t = useTranslate();
  return (
    <InvoicesFrame tab="forecast" hasOwn description={t("forecast:large.intro", { number: count })}>
      <Section>
        <EmptyState
          icon="calendar-clock"
          title={t("forecast:large.title")}
          action={
            <span className="flex flex-wrap justify-center gap-2">
              <ButtonLink to={paths.forecast({ whole: "yes" })} variant="primary">
                {t("forecast:large.action")}
              </ButtonLink>
              <ButtonLink to={paths.forecastCsv()} icon="download" isDownload>
                {t("forecast:csv")}
              </ButtonLink>
              <ButtonLink to={paths.whatIfCustomers()} icon="building">
                {t("forecast:large.customers")}
              </ButtonLink>
            </span>
          }
        >
          {t("forecast:large.text", { seconds })}
        </EmptyState>
      </Section>
    </InvoicesFrame>
  );
}

function Made({ data }: { readonly data: Data }) {
  const { currency, currencies, months, customer } = data;
  const t = useTranslate();
  const chosen = chosenOf(data);
  return (
    <InvoicesFrame
      tab="forecast"
      hasOwn
      description={`${t("forecast:intro", { count: months })} ${t("forecast:looked", { count: data.lookedAt.value, number: data.lookedAt.text })}`}
      actions={
        currency === null ? undefined : (
          <>
            <ButtonLink
              to={customer === null ? paths.whatIfCustomers() : paths.customerWhatIf(customer.key)}
              icon="calendar-clock"
            >
              {t("forecast:whatIf")}
            </ButtonLink>
            <ButtonLink to={paths.forecastCsv(chosen)} icon="download" isDownload>
              {t("forecast:csv")}
            </ButtonLink>
          </>
        )
      }
    >
      {currencies.length < 2 ? null : (
        <Tabs
          label={t("forecast:currencies")}
          tabs={currencies.map((own) => ({
            to: paths.forecast({ ...chosen, currency: own }),
            label: own,
            isCurrent: own === currency,
          }))}
        />
      )}
      <ChosenParts
        parts={(["month", "customer", "product"] as const).flatMap((name) => {
          const part = data[name];
          return part === null
            ? []
            : [{ name: part.name, withoutIt: paths.forecast({ ...chosen, [name]: undefined }) }];
        })}
      />
      {currency === null ? (
        <Empty isNarrowed={data.customer !== null || data.product !== null} />
      ) : (
        <Book data={data} currency={currency} />
      )}
    </InvoicesFrame>
  );
}

function Empty({ isNarrowed }: { readonly isNarrowed: boolean }) {
  const t = useTranslate();
  return (
    <Section>
      {isNarrowed ? (
        <EmptyState
          icon="search"
          title={t("forecast:empty.filtered")}
          action={<ButtonLink to={paths.forecast()}>{t("forecast:empty.all")}</ButtonLink>}
        >
          {t("forecast:empty.filteredText")}
        </EmptyState>
      ) : (
        <EmptyState icon="calendar-clock" title={t("forecast:empty.title")}>
          {t("forecast:empty.text")}
        </EmptyState>
      )}
    </Section>
  );
}

function Book({ data, currency }: { readonly data: Data; readonly currency: string }) {
  const t = useTranslate();
  const { byMonth, total, month, steps, links } = data;
  const chosen = chosenOf(data);
  const ofMonth = (period: string) => paths.forecast({ ...chosen, month: period });
  return (
    <>
      <Totals data={data} />
      <Section title={t("forecast:chart.title", { currency })}>
        <ForecastChart months={byMonth} total={data.whole} pathOf={ofMonth} />
      </Section>
      {month === null ? null : <StepTable steps={steps} month={month.name} currency={currency} links={links} />}
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        {month === null ? (
          <Section title={t("forecast:months.title")} description={t("forecast:months.running")} isPadded={false}>
            <MonthTable months={byMonth} total={total} currency={currency} pathOf={ofMonth} />
          </Section>
        ) : (
          <ForecastReasons reasons={data.reasons} />
        )}
        <div className="flex min-w-0 flex-col gap-5">
          {month === null ? <ForecastReasons reasons={data.reasons} /> : null}
          {data.customer === null && data.customers.length > 0 ? (
            <ForecastParts
              of="customers"
              parts={data.customers}
              count={data.customersCount}
              pathOf={(customer) => paths.forecast({ ...chosen, customer })}
            />
          ) : null}
          {data.product === null && data.products.length > 0 ? (
            <ForecastParts
              of="products"
              parts={data.products}
              count={data.productsCount}
              pathOf={(product) => paths.forecast({ ...chosen, product })}
            />
          ) : null}
        </div>
      </div>
    </>
  );
}

function Totals({ data: { total, byMonth, month } }: { readonly data: Data }) {
  const t = useTranslate();
  const from = month?.name ?? byMonth[0]?.month ?? "";
  const to = byMonth.at(-1)?.month ?? "";
  return (
    <StatRow>
      <Stat
        label={t("forecast:stat.total")}
        value={total.total.text}
        remark={month === null ? t("forecast:stat.totalRemark", { from, to }) : from}
      />
      <Stat
        label={t("forecast:stat.scheduled")}
        value={total.scheduled.text}
        remark={t("forecast:stat.scheduledRemark")}
      />
      <Stat
        label={t("forecast:stat.renewals")}
        value={total.renewals.text}
        remark={t("forecast:stat.renewalsRemark", { count: total.renewed, number: total.renewedText })}
      />
      <Stat
        label={t("forecast:stat.ended")}
        value={total.endedText}
        remark={t("forecast:stat.endedRemark", { worth: total.endedWorth.text })}
        tone={total.ended > 0 ? "danger" : "neutral"}
      />
    </StatRow>
  );
}
