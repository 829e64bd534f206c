import { Form, useLocation } from "@remix-run/react";
import type { ComponentProps } from "react";
import { Answer, titleOfAnswer } from "#app/components/keys/answer.tsx";
import type { KeysAnswer } from "#app/components/keys/answers.ts";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FilterSelect } from "#app/ui/filter-fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import type { KeySource, MigrationScriptView } from "#app/views/migration-script.ts";

type KeyChoiceProps = {
  readonly view: Omit<MigrationScriptView, "keyRefusal">;
  /** Why this reader may not see the key; null for who may. */
  readonly reason: string | null;
  readonly answer: KeysAnswer | undefined;
  readonly isForgotten: boolean;
};

/** Whose key the lines get, and the way to see it in them. */
export function KeyChoice({ view, reason, answer, isForgotten }: KeyChoiceProps) {
  const t = useTranslate();
  const { customer, sources, chosen } = view;
  if (sources.length === 0)
    return (
      <Section title={t("migration:commands.keyTitle")} isPadded={false}>
        <EmptyState
          icon="key"
          title={t("migration:commands.noSource")}
          action={<ButtonLink to={paths.addProducts(customer.id)}>{t("migration:commands.buy")}</ButtonLink>}
        >
          {t("migration:commands.noSourceText")}
        </EmptyState>
      </Section>
    );
  return (
    <Section title={t("migration:commands.keyTitle")} description={t("migration:commands.keyIntro")}>
      <div className="flex flex-col gap-4">
        <Form method="get" action={paths.deviceScript(customer.id)} className="flex flex-wrap items-end gap-3">
          <SourceSelect key={chosen?.value} sources={sources} chosen={chosen} />
          {sources.length < 2 ? null : <Button>{t("migration:commands.choose")}</Button>}
        </Form>
        <Outcome answer={answer} isForgotten={isForgotten} />
        {answer?.kind === "key" || answer?.kind === "password" ? null : (
          <Reveal view={view} chosen={chosen} reason={reason} />
        )}
      </div>
    </Section>
  );
}

function SourceSelect({ sources, chosen }: Pick<MigrationScriptView, "sources" | "chosen">) {
  const t = useTranslate();
  if (sources.length === 1 && chosen !== null)
    return (
      <p>
        <span className="block text-sm text-ink-muted">{t("migration:commands.source")}</span>
        <span className="font-medium">{sourceText(chosen, t)}</span>
      </p>
    );
  return (
    <FilterSelect
      label={t("migration:commands.source")}
      name="source"
      defaultValue={chosen?.value ?? ""}
      all={t("migration:commands.noneChosen")}
      options={sources.map((source) => ({ value: source.value, label: sourceText(source, t) }))}
      className="max-w-full sm:max-w-xl"
    />
  );
}

function sourceText({ product, version, quantityText, boughtOn }: KeySource, t: Translate): string {
  const facts = { product, version, quantity: quantityText, bought: boughtOn.text };
  return version === "" ? t("migration:commands.sourceText", facts) : t("migration:commands.sourceVersion", facts);
}

function Outcome({ answer, isForgotten }: Pick<KeyChoiceProps, "answer" | "isForgotten">) {
  const t = useTranslate();
  if (isForgotten) return <Notice tone="info" title={t("migration:commands.forgotten")} />;
  if (answer === undefined) return null;
  if (answer.kind === "key")
    return (
      <Notice tone="warning" title={t("migration:commands.shown")} isAnnounced>
        {t("migration:commands.shownText")}
      </Notice>
    );
  return (
    <div className="flex max-w-xl flex-col gap-2">
      <h3 className="font-medium">{titleOfAnswer(answer, t)}</h3>
      <Answer answer={answer} Form={PostToHere} />
    </div>
  );
}

function Reveal({
  view,
  chosen,
  reason,
}: Pick<KeyChoiceProps, "view" | "reason"> & { readonly chosen: KeySource | null }) {
  const t = useTranslate();
  const { pathname, search } = useLocation();
  const label = t("migration:commands.reveal");
  const disabledReason = reason ?? (chosen === null ? t("migration:commands.chooseFirst") : null);
  if (disabledReason !== null || chosen === null)
    return (
      <Button icon="key" disabledReason={disabledReason ?? ""}>
        {label}
      </Button>
    );
  const parameters = new URLSearchParams(search);
  // The page of the only purchase stands at an address without a choice.
  parameters.set("source", chosen.value);
  return (
    <Form
      method="post"
      action={`${pathname}?${parameters.toString()}`}
      reloadDocument
      className="flex flex-col items-start gap-1"
    >
      <input type="hidden" name="intent" value="reveal" />
      <input type="hidden" name="version" value={chosen.version} />
      <Button icon="key" variant="primary">
        {label}
      </Button>
      <p className="text-sm text-ink-muted">
        {[
          t("migration:commands.placeholder"),
          view.needsPassword ? t("migration:commands.password") : null,
          t("migration:commands.logged"),
        ]
          .filter((text) => text !== null)
          .join(" ")}
      </p>
    </Form>
  );
}

/** A document of its own: what it shows is in no state that the page keeps. */
function PostToHere(props: ComponentProps<typeof Form>) {
  return <Form reloadDocument {...props} />;
}
