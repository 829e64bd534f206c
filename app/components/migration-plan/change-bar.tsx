import { useTranslate } from "#app/components/use-translate.ts";
import { Button } from "#app/ui/button.tsx";
import { Disclosure } from "#app/components/keys/disclosure.tsx";
import type { MigrationPlanView } from "#app/views/migration-plan.ts";

/** What can be done with several devices at once: the chosen ones, or all that were found. */
export function ChangeBar({
  found,
  reason,
}: {
  readonly found: MigrationPlanView["found"];
  readonly reason: string | null;
}) {
  const t = useTranslate();
  if (reason !== null)
    return (
      <div className="border-b border-line px-4 py-3" data-print="hide">
        <Button icon="check" disabledReason={reason}>
          {t("migration:change.done")}
        </Button>
      </div>
    );
  return (
    <div className="flex flex-col gap-3 border-b border-line px-4 py-3" data-print="hide">
      <fieldset className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <legend className="sr-only">{t("migration:change.legend")}</legend>
        <Scope value="chosen" label={t("migration:change.scopeChosen")} isDefault />
        <Scope value="found" label={t("migration:change.scopeFound", { count: found.value, text: found.text })} />
        <span className="flex flex-wrap gap-2">
          <Button name="act" value="done" icon="check" size="sm">
            {t("migration:change.done")}
          </Button>
          <Button name="act" value="reopen" size="sm" variant="quiet">
            {t("migration:change.reopen")}
          </Button>
        </span>
      </fieldset>
      <Disclosure title={t("migration:change.removeTitle")}>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <p className="text-sm text-ink-muted">{t("migration:change.removeText")}</p>
          <Button name="act" value="remove" icon="trash" size="sm">
            {t("migration:change.remove")}
          </Button>
        </div>
      </Disclosure>
    </div>
  );
}

type ScopeProps = { readonly value: "chosen" | "found"; readonly label: string; readonly isDefault?: boolean };

function Scope({ value, label, isDefault = false }: ScopeProps) {
  return (
    <label className="flex min-h-6 cursor-pointer items-center gap-2 text-sm">
      <input type="radio" name="scope" value={value} defaultChecked={isDefault} className="tick" />
      {label}
    </label>
  );
}
