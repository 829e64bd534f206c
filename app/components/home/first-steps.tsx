import { Form } from "@remix-run/react";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { classNames } from "#app/ui/class-names.ts";
import { Icon } from "#app/ui/icon.tsx";
import { Section } from "#app/ui/section.tsx";
import type { FirstStep, FirstSteps as FirstStepsView } from "#app/views/first-steps.ts";

type InWords<Step> = Omit<Step, "refusal"> & { readonly reason: string | null };

/** The view, with its refusals said in words. */
export type FirstStepsData = Pick<FirstStepsView, "isPutAway" | "done"> & {
  readonly customer: InWords<FirstStep>;
  readonly purchase: InWords<FirstStepsView["purchase"]>;
  readonly key: InWords<FirstStepsView["key"]>;
};

const stepsInAll = 3;

/** What leads a new partner from nothing to the first key: a list on the page, and nothing that covers it. */
export function FirstSteps({ steps }: { readonly steps: FirstStepsData }) {
  const t = useTranslate();
  const { customer, purchase, key, done } = steps;
  if (steps.isPutAway)
    return (
      <p className="flex flex-wrap items-center gap-3 text-sm text-ink-muted">
        {t("home:firstSteps.progress", { done, count: stepsInAll })}
        <Choice value="show" label={t("home:firstSteps.show")} />
      </p>
    );
  const buyer = purchase.of;
  const place = key.at;
  return (
    <Section
      title={t("home:firstSteps.title")}
      description={`${t("home:firstSteps.progress", { done, count: stepsInAll })} ${t("home:firstSteps.intro")}`}
      actions={<Choice value="put-away" label={t("home:firstSteps.putAway")} />}
      isPadded={false}
    >
      <ol className="divide-y divide-line">
        <Step
          number={1}
          step={customer}
          isNext={!customer.isDone}
          title={t("home:firstSteps.customer.title")}
          text={t("home:firstSteps.customer.text")}
          to={paths.newCustomer()}
          action={t("home:firstSteps.customer.action")}
        />
        <Step
          number={2}
          step={purchase}
          isNext={customer.isDone && !purchase.isDone}
          title={t("home:firstSteps.purchase.title")}
          text={
            buyer === null
              ? t("home:firstSteps.purchase.before")
              : t("home:firstSteps.purchase.text", { customer: buyer.name })
          }
          to={buyer === null ? null : paths.addProducts(buyer.id, { kind: "perpetual-software" })}
          action={t("home:firstSteps.purchase.action")}
        />
        <Step
          number={3}
          step={key}
          isNext={purchase.isDone}
          title={t("home:firstSteps.key.title")}
          text={t(place !== null || !purchase.isDone ? "home:firstSteps.key.text" : "home:firstSteps.key.without")}
          to={
            place !== null
              ? paths.keysAndDownloads(place.customerId, place.orderId, place.lineNumber)
              : purchase.isDone && buyer !== null
                ? paths.addProducts(buyer.id, { kind: "perpetual-software" })
                : null
          }
          action={t(
            place !== null || !purchase.isDone ? "home:firstSteps.key.action" : "home:firstSteps.purchase.action",
          )}
        />
      </ol>
    </Section>
  );
}

type StepProps = {
  readonly number: number;
  readonly step: InWords<FirstStep>;
  readonly isNext: boolean;
  readonly title: string;
  readonly text: string;
  /** Null where the step before has to be done first. */
  readonly to: string | null;
  readonly action: string;
};

function Step({ number, step: { isDone, reason }, isNext, title, text, to, action }: StepProps) {
  const t = useTranslate();
  const blocked = reason ?? (to === null ? t("home:firstSteps.before") : null);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3" aria-current={isNext ? "step" : undefined}>
      <span
        aria-hidden
        className={classNames(
          "grid size-6 shrink-0 place-items-center rounded-full text-xs font-semibold tabular",
          isDone && "bg-accent-soft text-accent",
          isNext && "bg-accent text-accent-ink",
          !isDone && !isNext && "bg-sunken text-ink-muted",
        )}
      >
        {isDone ? <Icon name="check" size="sm" /> : number}
      </span>
      <span className="min-w-0 flex-1 basis-60">
        <span className="block font-medium">{title}</span>
        <span className="block text-sm text-ink-muted">{isDone ? t("home:firstSteps.done") : text}</span>
      </span>
      {isDone ? null : (
        <ButtonLink
          to={to ?? paths.home()}
          variant={isNext ? "primary" : "secondary"}
          {...(blocked === null ? {} : { disabledReason: blocked })}
        >
          {action}
        </ButtonLink>
      )}
    </li>
  );
}

function Choice({ value, label }: { readonly value: "put-away" | "show"; readonly label: string }) {
  return (
    <Form method="post" action={paths.firstSteps()}>
      <Button size="sm" variant="quiet" name="firstSteps" value={value}>
        {label}
      </Button>
    </Form>
  );
}
