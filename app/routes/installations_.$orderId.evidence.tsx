import { useForm } from "@conform-to/react";
import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { newIdempotencyKey } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { FormActions, PageStack } from "#app/ui/form-layout.tsx";
import { TextareaField } from "#app/ui/inputs.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { installationView } from "#app/views/upgrade-verification/installation.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.heading]);

async function readPage(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "investigate-installations");
  const { orderId = "" } = args.params;
  const side = visitor.actor.kind === "operator" ? "operator" : "installer";
  return { visitor, order: orThrow(await installationView(visitor.view, side, { orderId }), visitor) };
}

export async function loader(args: LoaderFunctionArgs) {
  const { visitor, order } = await readPage(args);
  const { t, actor } = visitor;
  const backTo = actor.kind === "operator" ? paths.installationToLookAt(order.id) : paths.imaging(order.id);
  const heading = t("installations:order.title", { id: order.id });
  return json({
    title: t("installations:investigation.evidence"),
    heading,
    backTo,
    action: paths.evidenceFile(order.id),
    idempotencyKey: newIdempotencyKey(),
  });
}

export default function ExportEvidence() {
  const { title, heading, backTo, action, idempotencyKey } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const [form, fields] = useForm<{ reason: string }>({ id: "export-evidence" });
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("installations:investigation.evidenceText")}
        breadcrumbs={{ label: t("navigation:breadcrumbs"), items: [{ to: backTo, label: heading }] }}
      />
      <Section className="max-w-3xl">
        <form method="post" action={action} id={form.id} className="flex flex-col gap-4">
          <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
          <TextareaField
            field={fields.reason}
            label={t("installations:investigation.reason")}
            rows={3}
            autoComplete="off"
          />
          <FormActions>
            <Button variant="primary">{t("installations:investigation.exportButton")}</Button>
            <ButtonLink to={backTo} variant="quiet">
              {t("installations:form.back")}
            </ButtonLink>
          </FormActions>
        </form>
      </Section>
    </PageStack>
  );
}
