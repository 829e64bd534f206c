import type { SerializeFrom } from "@remix-run/node";
import { useTranslate } from "#app/components/use-translate.ts";
import { refusals } from "#app/i18n/locales/en/refusals.ts";
import type { Translate } from "#app/i18n/translator.ts";
import type { ActivityView } from "#app/views/activity/activity.ts";
import { ValueTable } from "./value-table.tsx";

export type LineText = SerializeFrom<ActivityView>["lines"][number];

/** Who did it, in words: a person, the portal, or whoever holds a link. */
export function whoOf({ actorKind, user }: LineText, t: Translate): string {
  if (user !== null) return user.name;
  if (actorKind === "system") return t("activity:system");
  if (actorKind === "customer") return t("activity:linkHolder");
  return actorKind === "operator" ? t("activity:operator") : t("activity:otherOrganization");
}

/** Why an attempt was refused; a code of another version of the portal as it is. */
export function whyRefused(code: string | null, t: Translate): string {
  if (code === null) return t("activity:refused");
  return isKnown(code) ? t(`refusals:${code}.title`) : code;
}

function isKnown(code: string): code is keyof typeof refusals {
  return code in refusals;
}

/** What a line says beside its columns. */
export function LineDetails({ line }: { readonly line: LineText }) {
  const t = useTranslate();
  const facts = [
    ["utc", line.at.exactUtc],
    ["roles", line.roles.length === 0 ? null : line.roles.map((role) => t(`trade:role.${role}`)).join(", ")],
    ["address", line.address],
    ["job", line.job],
    ["order", line.orderId],
    ["subscription", line.subscriptionId],
    ["product", line.productId],
    ["place", line.sequence === null ? null : String(line.sequence)],
    ["line", line.id],
  ] as const;
  return (
    <div className="flex flex-col gap-2 pt-2 text-sm font-normal">
      {line.outcome === "refused" ? <p>{t("activity:refusedWhy", { why: whyRefused(line.refusalCode, t) })}</p> : null}
      {line.changes.length === 0 ? null : <ValueTable changes={line.changes} />}
      <dl className="activity-facts">
        {facts.map(([fact, value]) =>
          value === null ? null : (
            <div key={fact}>
              <dt>{t(`activity:fact.${fact}`)}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </div>
  );
}
