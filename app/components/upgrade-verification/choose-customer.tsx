import { ListPages } from "#app/components/list-pages.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Toolbar } from "#app/ui/form-layout.tsx";
import { SearchBox } from "#app/ui/search-box.tsx";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { CustomerChoice } from "#app/views/upgrade-verification/installations.ts";

type ChooseCustomerProps = { readonly choice: CustomerChoice };

/** The customers that an installation can be prepared for, searched as the list of customers is. */
export function ChooseCustomer({ choice: { search, customers, links } }: ChooseCustomerProps) {
  const t = useTranslate();
  if (customers.length === 0 && search === "")
    return (
      <Section>
        <EmptyState
          icon="info"
          title={t("installations:form.noAgreement")}
          action={<ButtonLink to={paths.agreements()}>{t("installations:agreements")}</ButtonLink>}
        >
          {t("installations:form.noAgreementText")}
        </EmptyState>
      </Section>
    );
  return (
    <Section title={t("installations:form.chooseCustomer")} isPadded={false}>
      <Toolbar>
        <SearchBox
          label={t("customers:search")}
          name="search"
          submitLabel={t("common:search")}
          defaultValue={search}
          placeholder={t("customers:searchPlaceholder")}
        />
      </Toolbar>
      {customers.length === 0 ? (
        <EmptyState
          icon="search"
          title={t("customers:noMatch", { search })}
          action={<ButtonLink to={paths.newInstallation()}>{t("customers:showAll")}</ButtonLink>}
        >
          {t("installations:form.noMatchText")}
        </EmptyState>
      ) : (
        <Table
          caption={t("installations:form.chooseCustomer")}
          rows={customers}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "name",
              header: t("customers:name"),
              isPrimary: true,
              cell: ({ id, name }) => (
                <TextLink to={paths.newInstallation({ customer: id })} look="plain" className="font-medium">
                  {name}
                </TextLink>
              ),
            },
            { key: "domain", header: t("customers:domain"), cell: ({ domain }) => domain },
            { key: "country", header: t("customers:country"), cell: ({ country }) => country },
          ]}
        />
      )}
      <ListPages links={links} previousLabel={t("customers:newer")} nextLabel={t("customers:older")} />
    </Section>
  );
}
