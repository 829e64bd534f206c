import type { SerializeFrom } from "@remix-run/node";
import { useTranslate } from "#app/components/use-translate.ts";
import { activity } from "#app/i18n/locales/en/activity.ts";
import type { Translate } from "#app/i18n/translator.ts";
import type { ValueChange } from "#app/views/activity/activity-value.ts";

type Change = SerializeFrom<ValueChange>;

/** Old and new value beside each other, or the one that there is. No `<table>`: it stands in a cell of one, whose looks it would take. */
export function ValueTable({ changes }: { readonly changes: readonly Change[] }) {
  const t = useTranslate();
  const hasBefore = changes.some(({ before }) => before !== null);
  const hasAfter = changes.some(({ after }) => after !== null);
  return (
    <div
      role="table"
      aria-label={t("activity:value.caption")}
      className="activity-values"
      data-both={hasBefore && hasAfter ? true : undefined}
    >
      <div role="row">
        <span role="columnheader">{t("activity:value.field")}</span>
        {hasBefore ? <span role="columnheader">{t("activity:value.before")}</span> : null}
        {hasAfter ? (
          <span role="columnheader">{t(hasBefore ? "activity:value.after" : "activity:value.what")}</span>
        ) : null}
      </div>
      {changes.map((change) => (
        <div role="row" key={change.field} data-changed={change.isChanged ? true : undefined}>
          <span role="rowheader">{fieldName(change.field, t)}</span>
          {hasBefore ? <span role="cell">{valueText(change.before, t)}</span> : null}
          {hasAfter ? <span role="cell">{valueText(change.after, t)}</span> : null}
        </div>
      ))}
    </div>
  );
}

function fieldName(field: string, t: Translate): string {
  return isKnown(field) ? t(`activity:field.${field}`) : field;
}

function isKnown(field: string): field is keyof typeof activity.field {
  return Object.hasOwn(activity.field, field);
}

function valueText(value: Change["before"], t: Translate): string {
  if (value === null) return t("activity:value.notThere");
  if (value.kind === "none") return t("activity:value.none");
  return value.kind === "flag" ? t(value.value ? "activity:value.yes" : "activity:value.no") : value.text;
}
