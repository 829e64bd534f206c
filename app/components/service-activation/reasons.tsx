import { useTranslate } from "#app/components/use-translate.ts";
import type { EnrollmentServiceView } from "#app/views/service-activation/enrollment-service.ts";

type ReasonsProps = Pick<EnrollmentServiceView, "reasons" | "isOfCustomer">;

/** Why nobody received the e-mail: all that holds, the headline first. */
export function Reasons({ reasons, isOfCustomer }: ReasonsProps) {
  const t = useTranslate();
  if (reasons.length === 0) return <p>{t("activation:service.onItsWay")}</p>;
  return (
    <ol className="flex flex-col gap-4">
      {reasons.map(({ code, until, account, renewed, sent }, index) => (
        <li key={code} className="flex flex-col gap-0.5">
          <p className={index === 0 ? "text-lg font-semibold" : "font-medium"}>
            {t(`activation:reason.${code}.title`)}
          </p>
          <p>
            {!isOfCustomer && (code === "no-order" || code === "usage-date-ahead")
              ? t(`activation:forReseller.${code}`)
              : t(`activation:reason.${code}.text`)}
          </p>
          {until === null ? null : (
            <p className="text-sm text-ink-muted">
              {code === "usage-date-ahead"
                ? t("activation:service.dueBy", { at: until })
                : t("activation:service.until", { at: until })}
            </p>
          )}
          {account === null ? null : (
            <p className="text-sm text-ink-muted">{t("activation:service.toAccount", { account })}</p>
          )}
          {renewed === null ? null : (
            <p className="text-sm text-ink-muted">{t("activation:service.renewed", { number: renewed })}</p>
          )}
          {sent.length === 0 ? null : (
            <ul className="text-sm text-ink-muted">
              {sent.map(({ email, at }) => (
                <li key={`${email} ${at}`} className="break-words">
                  {t("activation:service.sentTo", { email, at })}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  );
}
