import { useTranslate } from "#app/components/use-translate.ts";
import type { EnrollmentServiceView } from "#app/views/service-activation/enrollment-service.ts";

type NoLicencesProps = {
  readonly reasons: EnrollmentServiceView["noLicences"];
  /** Ordered, and not activated yet. */
  readonly isToActivate: boolean;
  readonly isCountryUnknown: boolean;
  readonly isOfCustomer: boolean;
};

/** Why an account shows no licences of a service, and whom to ask. */
export function NoLicences({ reasons, isToActivate, isCountryUnknown, isOfCustomer }: NoLicencesProps) {
  const t = useTranslate();
  return (
    <>
      {isToActivate ? <p>{t("activation:service.notActivated")}</p> : null}
      {reasons.length === 0 ? (
        isToActivate ? null : (
          <p>{t("activation:service.noLicencesNone")}</p>
        )
      ) : (
        <ul className="flex list-disc flex-col gap-1.5 ps-5 not-first:mt-2">
          {reasons.map(({ code, ask, until, name }) => (
            <li key={`${code} ${name}`}>
              {code === "base-elsewhere" && name === ""
                ? t("activation:baseNowhere")
                : t(`activation:noLicences.${code}`, { until, name: name === "" ? "–" : name })}{" "}
              {ask === "reseller" && !isOfCustomer ? t("activation:forReseller.ask") : t(`activation:ask.${ask}`)}
            </li>
          ))}
        </ul>
      )}
      {isCountryUnknown ? <p className="mt-2 text-sm text-ink-muted">{t("activation:countryUnknown")}</p> : null}
    </>
  );
}
