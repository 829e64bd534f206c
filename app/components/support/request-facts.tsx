import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { type Description, DescriptionList } from "#app/ui/description-list.tsx";
import { Section } from "#app/ui/section.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { SupportRequestView } from "#app/views/support/support-request.ts";
import { SeverityBadge } from "./badges.tsx";

/** What a request is about, with links for whoever may follow them. */
export function RequestFacts({ request }: { readonly request: SupportRequestView }) {
  const t = useTranslate();
  const { contact, asked, granted, partnerName } = request;
  const items: Description[] = [
    { term: t("support:request.topic"), value: t(`support:topic.${request.topic}`) },
    { term: t("support:request.severity"), value: <SeverityBadge severity={request.severity} /> },
    ...(partnerName === null ? [] : [{ term: t("support:request.partner"), value: partnerName }]),
    ...subjectOf(request, t),
    ...(asked === null ? [] : [{ term: t("support:request.asked"), value: asked.text }]),
    ...(granted === null ? [] : [{ term: t("support:request.granted"), value: granted.text }]),
    {
      term: t("support:request.contact"),
      value: <span className="break-words">{contact.name}</span>,
      remark: (
        <>
          <a href={`mailto:${contact.email}`} className="break-all text-link underline">
            {contact.email}
          </a>
          {contact.phone === "" ? null : <div>{contact.phone}</div>}
        </>
      ),
    },
    { term: t("support:request.created"), value: <Moment instant={request.createdAt} withUtc /> },
  ];
  return (
    <Section title={t("support:request.facts")}>
      <DescriptionList items={items} />
    </Section>
  );
}

function subjectOf(request: SupportRequestView, t: ReturnType<typeof useTranslate>): Description[] {
  const { customerId, customerName, orderId, lineNumber, subscriptionId, maySeeSubject } = request;
  if (customerId === null) return [];
  const linked = (to: string, text: string) =>
    maySeeSubject ? (
      <TextLink to={to} className="break-all">
        {text}
      </TextLink>
    ) : (
      <span className="break-all">{text}</span>
    );
  const orderText =
    orderId === null || lineNumber === null
      ? (orderId ?? "")
      : t("support:request.orderLine", { order: orderId, line: lineNumber });
  return [
    {
      term: t("support:request.customer"),
      value: linked(paths.customer(customerId), customerName ?? customerId),
      remark: <span className="break-all">{customerId}</span>,
    },
    ...(orderId === null
      ? []
      : [{ term: t("support:request.order"), value: linked(paths.order(customerId, orderId), orderText) }]),
    ...(subscriptionId === null
      ? []
      : [
          {
            term: t("support:request.subscription"),
            value: linked(paths.subscription(customerId, subscriptionId), subscriptionId),
          },
        ]),
  ];
}
