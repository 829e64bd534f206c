import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { type Column, Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { OwnAccess } from "#app/views/own-accesses.ts";

type OwnAccessTableProps = {
  readonly accesses: readonly OwnAccess[];
  /** Off on the page of one product. */
  readonly hasProducts: boolean;
};

/** Who had access to keys and downloads of the own tenant. */
export function OwnAccessTable({ accesses, hasProducts }: OwnAccessTableProps) {
  const t = useTranslate();
  const product: Column<OwnAccess> = {
    key: "product",
    header: t("ownProducts:accesses.product"),
    cell: (access) => <Product access={access} />,
  };
  return (
    <Table
      caption={t("ownProducts:accesses.caption")}
      rows={accesses}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "what",
          header: t("ownProducts:accesses.what"),
          isPrimary: true,
          cell: (access) => <What access={access} />,
        },
        ...(hasProducts ? [product] : []),
        { key: "who", header: t("ownProducts:accesses.who"), cell: (access) => <Who access={access} /> },
        {
          key: "at",
          header: t("ownProducts:accesses.at"),
          isNarrow: true,
          cell: ({ at }) => <Moment instant={at} />,
        },
      ]}
    />
  );
}

function What({ access: { action, detail } }: { readonly access: OwnAccess }) {
  const t = useTranslate();
  const isKey = action === "key-revealed";
  return (
    <span className="flex min-w-0 flex-col">
      <span>{t(`ownProducts:accesses.action.${action}`)}</span>
      {detail === null ? null : (
        <span className="text-sm font-normal break-all text-ink-muted">
          {isKey ? t("ownProducts:accesses.version", { version: detail }) : detail}
        </span>
      )}
    </span>
  );
}

function Who({ access: { by, name, address } }: { readonly access: OwnAccess }) {
  const t = useTranslate();
  const who = by === "you" ? t("ownProducts:accesses.you") : by === "link" ? t("ownProducts:accesses.link") : name;
  return (
    <span className="flex min-w-0 flex-col">
      <span>{who}</span>
      {address === null ? null : (
        <span className="text-sm break-all text-ink-muted">
          <span className="sr-only">{t("ownProducts:accesses.address")}: </span>
          {address}
        </span>
      )}
    </span>
  );
}

function Product({ access: { orderId, lineNumber, productTitle } }: { readonly access: OwnAccess }) {
  if (orderId === null || lineNumber === null) return <>{productTitle}</>;
  return (
    <TextLink to={paths.ownProduct(orderId, lineNumber)} look="plain">
      {productTitle}
    </TextLink>
  );
}
