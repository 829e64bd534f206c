import { useTranslate } from "#app/components/use-translate.ts";
import { DescriptionList } from "#app/ui/description-list.tsx";
import type { AgreementView } from "#app/views/service-activation/agreements.ts";

/** Who has which roles at an agreement; a person with several stands there once. */
export function AgreementPeople({ people }: { readonly people: AgreementView["people"] }) {
  const t = useTranslate();
  const persons = people.filter(({ userId }, index) => people.findIndex((one) => one.userId === userId) === index);
  return (
    <DescriptionList
      items={persons.map(({ userId, name, email }) => ({
        term: name,
        value: people
          .filter((one) => one.userId === userId)
          .map(({ role, since }) => (
            <div key={role}>
              {t(`trade:agreementRole.${role}`)}{" "}
              <span className="font-normal text-ink-muted">{t("activation:grants.since", { on: since.text })}</span>
            </div>
          )),
        remark: <span className="break-all">{email}</span>,
      }))}
    />
  );
}
