import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { FormErrors } from "#app/components/form-errors.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { idempotencyKeyField, newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { contentDisposition } from "#app/services/downloads/content-disposition.server.ts";
import { exportEvidence } from "#app/services/upgrade-verification/export-evidence.server.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { FormActions, PageStack } from "#app/ui/form-layout.tsx";
import { TextareaField } from "#app/ui/inputs.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { installationView } from "#app/views/upgrade-verification/installation.ts";

const schema = z.object({ idempotencyKey: idempotencyKeyField, reason: z.string().trim().min(1).max(2_000) });

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
    idempotencyKey: newIdempotencyKey(),
  });
}

export async function action(args: ActionFunctionArgs) {
  const { visitor, order } = await readPage(args);
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const taken = await exportEvidence(visitor.deps, visitor.actor, { ...form.value, orderId: order.id }, visitor.at);
  if (!taken.ok) return form.again.refused(taken.refusal);
  const { bytes, fileName } = taken.value;
  return new Response(new Uint8Array(bytes), {
    headers: {
      "Content-Type": "application/zip",
      "Content-Length": String(bytes.length),
      "Content-Disposition": contentDisposition(fileName),
    },
  });
}

type Fields = z.input<typeof schema>;

export default function ExportEvidence() {
  const { title, heading, backTo, idempotencyKey } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const t = useTranslate();
  const lastResult = actionData !== undefined && "lastResult" in actionData ? actionData.lastResult : undefined;
  const [form, fields] = useForm<Fields>({ id: "export-evidence", lastResult });
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("installations:investigation.evidenceText")}
        breadcrumbs={{ label: t("navigation:breadcrumbs"), items: [{ to: backTo, label: heading }] }}
      />
      <FormErrors form={form} />
      <Section className="max-w-3xl">
        <form method="post" id={form.id} noValidate className="flex flex-col gap-4">
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
