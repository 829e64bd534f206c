import { Form } from "@remix-run/react";
import { useTranslate } from "#app/components/use-translate.ts";
import { Button } from "#app/ui/button.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { Section } from "#app/ui/section.tsx";
import type { ApiClientSummary } from "#app/views/api-clients.ts";

/** What is known of an application. */
export function ClientFacts({ client }: { readonly client: ApiClientSummary }) {
  const t = useTranslate();
  return (
    <Section>
      <DescriptionList
        items={[
          { term: t("apiClients:clientId"), value: <span className="font-mono text-sm break-all">{client.id}</span> },
          { term: t("apiClients:secret"), value: t("apiClients:secretEnds", { hint: client.secretHint }) },
          { term: t("apiClients:secretMade"), value: client.secretMadeAt.local },
          { term: t("apiClients:lastUsed"), value: client.lastUsedAt?.local ?? t("apiClients:neverUsed") },
          { term: t("apiClients:created"), value: client.createdAt.local },
        ]}
      />
    </Section>
  );
}

const overlaps = ["24", "168", "0"] as const;

/** A new secret in the place of the present one. */
export function NewSecret({ hint, idempotencyKey }: { readonly hint: string; readonly idempotencyKey: string }) {
  const t = useTranslate();
  return (
    <Section title={t("apiClients:rotate.title")} description={t("apiClients:rotate.intro", { hint })}>
      <Form method="post" className="flex flex-col gap-4">
        <input type="hidden" name="intent" value="rotate" />
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        <label className="flex flex-col gap-1">
          <span className="text-sm font-medium">{t("apiClients:rotate.overlap")}</span>
          <select name="overlapHours" className="input" defaultValue="24">
            {overlaps.map((hours) => (
              <option key={hours} value={hours}>
                {t(`apiClients:rotate.overlapHours.${hours}`)}
              </option>
            ))}
          </select>
        </label>
        <div>
          <Button>{t("apiClients:rotate.submit")}</Button>
        </div>
      </Form>
    </Section>
  );
}

/** The end of an application. */
export function Revoke({ name, idempotencyKey }: { readonly name: string; readonly idempotencyKey: string }) {
  const t = useTranslate();
  return (
    <Section title={t("apiClients:revoke.title")} description={t("apiClients:revoke.text", { name })}>
      <Form method="post">
        <input type="hidden" name="intent" value="revoke" />
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        <Button variant="danger">{t("apiClients:revoke.submit")}</Button>
      </Form>
    </Section>
  );
}
