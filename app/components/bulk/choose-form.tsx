import { useRef, type ReactNode, useId } from "react";
import { useTranslate } from "#app/components/use-translate.ts";
import { useHydrated } from "#app/components/use-hydrated.ts";
import type { BulkAction } from "#app/domain/bulk/bulk-action.ts";
import type { BillingPlan, TermDuration } from "#app/domain/catalog/terms.ts";
import { bulkChoiceOf } from "#app/http/bulk-choice.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { Button } from "#app/ui/button.tsx";
import { planText } from "../subscription/subject.tsx";

export type BulkOption = {
  readonly kind: BulkAction["kind"];
  /** Why the reader's roles do not allow it; null where they do. */
  readonly reason: string | null;
};

type ChooseFormProps = {
  readonly idempotencyKey: string;
  readonly options: readonly BulkOption[];
  readonly terms: readonly { readonly termDuration: TermDuration; readonly billingPlan: BillingPlan }[];
  readonly found: { readonly text: string; readonly isCapped: boolean };
  /** The filter of the list, which goes with "all that match". */
  readonly filter: Readonly<Record<string, string | undefined>>;
  /** The change that a link brought along, for all that it finds; null for none. */
  readonly chosen: string | null;
  readonly children: ReactNode;
};

/** The name of a change, in an option and a list. */
export function actionText(t: Translate, action: BulkAction): string {
  if (action.kind !== "next-term") return t(`bulk:action.${action.kind}`);
  return t("bulk:action.next-term", { term: planText(t, action.termDuration, action.billingPlan) });
}

/** The list with its boxes, and what to do with the ticked ones or with all that match. Leads to a dry run. */
export function ChooseForm({ idempotencyKey, options, terms, found, filter, chosen, children }: ChooseFormProps) {
  const t = useTranslate();
  const form = useRef<HTMLFormElement>(null);
  const reasons = [...new Set(options.flatMap(({ reason }) => reason ?? []))];
  const isAllowed = options.some(({ reason }) => reason === null);
  const [firstReason] = reasons;
  return (
    <form method="post" ref={form}>
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      {Object.entries(filter).map(([name, value]) =>
        value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      <fieldset className="flex flex-wrap items-end gap-3 border-b border-line px-4 py-3" data-print="hide">
        <legend className="sr-only">{t("bulk:choose.title")}</legend>
        <ActionSelect key={`change ${chosen}`} options={options} terms={terms} chosen={chosen} />
        <ScopeSelect key={`scope ${chosen}`} found={found} chosen={chosen} />
        <Button
          variant="primary"
          icon="list"
          {...(isAllowed || firstReason === undefined ? {} : { disabledReason: firstReason })}
        >
          {t("bulk:choose.submit")}
        </Button>
        <div className="flex basis-full flex-wrap items-center gap-x-4 gap-y-1">
          <p className="text-sm text-ink-muted">{t("bulk:choose.hint")}</p>
          <TickAll form={form} />
        </div>
        {isAllowed ? reasons.map((reason) => <Reason key={reason}>{reason}</Reason>) : null}
      </fieldset>
      {children}
    </form>
  );
}

function Reason({ children }: { readonly children: ReactNode }) {
  return <p className="basis-full text-sm text-ink-muted">{children}</p>;
}

function ActionSelect({ options, terms, chosen }: Pick<ChooseFormProps, "options" | "terms" | "chosen">) {
  const t = useTranslate();
  const id = useId();
  const isOff = (kind: BulkOption["kind"]) => options.some((option) => option.kind === kind && option.reason !== null);
  const optionOf = (action: BulkAction, label: string) => (
    <option key={bulkChoiceOf(action)} value={bulkChoiceOf(action)} disabled={isOff(action.kind)}>
      {label}
    </option>
  );
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {t("bulk:choose.action")}
      </label>
      <select id={id} name="change" required defaultValue={chosen ?? ""} className="input">
        <option value="">{t("bulk:choose.actionPlaceholder")}</option>
        <optgroup label={t("bulk:choose.renewGroup")}>
          {(["auto-renew-off", "auto-renew-on"] as const).map((kind) => optionOf({ kind }, actionText(t, { kind })))}
        </optgroup>
        <optgroup label={t("bulk:choose.nextTermGroup")}>
          {terms.map(({ termDuration, billingPlan }) =>
            optionOf({ kind: "next-term", termDuration, billingPlan }, planText(t, termDuration, billingPlan)),
          )}
        </optgroup>
        <optgroup label={t("bulk:choose.cancelGroup")}>
          {optionOf({ kind: "cancel" }, actionText(t, { kind: "cancel" }))}
        </optgroup>
      </select>
    </div>
  );
}

function ScopeSelect({ found, chosen }: Pick<ChooseFormProps, "found" | "chosen">) {
  const t = useTranslate();
  const id = useId();
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {t("bulk:choose.scope")}
      </label>
      <select
        id={id}
        name="scope"
        required
        defaultValue={chosen === null || found.isCapped ? "ticked" : "all"}
        className="input"
      >
        <option value="ticked">{t("bulk:choose.ticked")}</option>
        <option value="all" disabled={found.isCapped}>
          {found.isCapped
            ? t("bulk:choose.allTooMany", { text: found.text })
            : t("bulk:choose.all", { text: found.text })}
        </option>
      </select>
    </div>
  );
}

/** Ticks the whole page; without scripts "all that match" does the same. */
function TickAll({ form }: { readonly form: { readonly current: HTMLFormElement | null } }) {
  const t = useTranslate();
  if (!useHydrated()) return null;
  const tick = (isTicked: boolean) => {
    for (const box of form.current?.querySelectorAll<HTMLInputElement>('input[name="subscription"]') ?? [])
      box.checked = isTicked;
  };
  return (
    <span className="flex flex-wrap gap-2">
      <Button type="button" size="sm" icon="check" onClick={() => tick(true)}>
        {t("bulk:choose.tickPage")}
      </Button>
      <Button type="button" size="sm" variant="quiet" onClick={() => tick(false)}>
        {t("bulk:choose.untickPage")}
      </Button>
    </span>
  );
}
