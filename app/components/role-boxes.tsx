import { useTranslate } from "./use-translate.ts";
import type { Role } from "#app/domain/access/roles.ts";
import { FieldError, type FieldState, hasErrors } from "#app/ui/field.tsx";

export type RoleBox = {
  readonly role: Role;
  readonly isHeld: boolean;
  /** Why the role cannot be taken; the box stays ticked and says so. */
  readonly keptReason: string | null;
};

type RoleBoxesProps = {
  readonly field: FieldState;
  readonly legend: string;
  /** Where a heading right above says the same. */
  readonly isLegendHidden?: boolean;
  readonly hint?: string;
  readonly boxes: readonly RoleBox[];
};

/** The roles of a user, each to be ticked. A role that has to stay is sent along by a hidden field, for a disabled box is not. */
export function RoleBoxes({ field, legend, isLegendHidden = false, hint, boxes }: RoleBoxesProps) {
  const t = useTranslate();
  const hintId = `${field.id}-hint`;
  return (
    <fieldset
      id={field.id}
      tabIndex={-1}
      className="flex min-w-0 flex-col"
      {...(hint === undefined ? {} : { "aria-describedby": hintId })}
      {...(hasErrors(field) ? { "aria-invalid": true } : {})}
    >
      <legend className={isLegendHidden ? "sr-only" : "mb-1 text-sm font-medium"}>{legend}</legend>
      {hint === undefined ? null : (
        <p id={hintId} className="text-sm text-ink-muted">
          {hint}
        </p>
      )}
      <div className="mt-2 flex flex-col gap-2.5">
        {boxes.map(({ role, isHeld, keptReason }) => {
          const id = `${field.id}-${role}`;
          return (
            <div key={role} className="flex items-start gap-2.5">
              <input
                id={id}
                type="checkbox"
                name={field.name}
                value={role}
                defaultChecked={isHeld}
                disabled={keptReason !== null}
                className="tick"
                aria-describedby={`${id}-remark`}
              />
              {keptReason === null ? null : <input type="hidden" name={field.name} value={role} />}
              <div className="flex min-w-0 flex-col">
                <label htmlFor={id}>{t(`trade:role.${role}`)}</label>
                <span id={`${id}-remark`} className="text-sm text-ink-muted">
                  {keptReason ?? t(`users:user.roleHint.${role}`)}
                </span>
              </div>
            </div>
          );
        })}
      </div>
      {hasErrors(field) ? (
        <div className="mt-1.5">
          <FieldError field={field} />
        </div>
      ) : null}
    </fieldset>
  );
}
