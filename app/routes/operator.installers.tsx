import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { FormErrors } from "#app/components/form-errors.tsx";
import { ListPages } from "#app/components/list-pages.tsx";
import { InstallerForm } from "#app/components/upgrade-verification/installer-form.tsx";
import { InstallersTable } from "#app/components/upgrade-verification/installers-table.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { installerKinds } from "#app/domain/upgrade-verification/installation-order.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { idempotencyKeyField, newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { pageKeys } from "#app/http/search-params.ts";
import { keepInstaller } from "#app/services/upgrade-verification/keep-installers.server.ts";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { installersView } from "#app/views/upgrade-verification/installations.ts";

const schema = z.object({
  idempotencyKey: idempotencyKeyField,
  installerId: z.string().max(100).optional(),
  kind: z.enum(installerKinds),
  name: z.string().trim().min(1).max(150),
  address: z.string().trim().min(1).max(300),
  partnerId: z.string().max(100).optional(),
  returnAddress: z.email().max(254),
  returnInstructions: z.string().trim().max(1_000).optional(),
});

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-installers");
  const { searchParams } = new URL(args.request.url);
  const params = { installer: searchParams.get("installer"), ...pageKeys(searchParams) };
  const { chosen: changed, ...view } = orThrow(await installersView(visitor.view, params), visitor);
  return json({
    title: visitor.t("installations:installers.title"),
    view,
    changed,
    idempotencyKey: newIdempotencyKey(),
  });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "manage-installers");
  const { deps, actor, at, t } = visitor;
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { installerId = null, partnerId = null, returnInstructions = "", ...rest } = form.value;
  const kept = await keepInstaller(deps, actor, { ...rest, installerId, partnerId, returnInstructions }, at);
  if (!kept.ok)
    return form.again.refused(
      kept.refusal,
      kept.refusal.code === "return-address-microsoft" ? "returnAddress" : undefined,
    );
  return redirectWithNotice(args, paths.installers(), {
    tone: "success",
    title: t("installations:installers.done"),
    text: t("installations:installers.doneText"),
  });
}

export default function Installers() {
  const { title, view, changed, idempotencyKey } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const t = useTranslate();
  const [form, fields] = useForm<z.input<typeof schema>>({
    id: `installer-${changed?.id ?? "new"}`,
    lastResult: actionData?.lastResult,
    defaultValue:
      changed === null ? { kind: "oem" } : { ...changed, partnerId: changed.partnerId ?? "", installerId: changed.id },
  });
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("installations:installers.intro")}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [{ to: paths.installationsToLookAt(), label: t("installations:operator.title") }],
        }}
      />
      <FormErrors
        form={form}
        labels={{
          kind: t("installations:installers.kind"),
          name: t("installations:installers.name"),
          address: t("installations:installers.address"),
          partnerId: t("installations:installers.partner"),
          returnAddress: t("installations:installers.returnAddress"),
          returnInstructions: t("installations:installers.instructions"),
        }}
      />
      <Section isPadded={false}>
        <InstallersTable installers={view.installers} />
        <ListPages
          links={view.links}
          csv={view.installers.length === 0 ? undefined : paths.installersCsv()}
          previousLabel={t("installations:installers.earlier")}
          nextLabel={t("installations:installers.later")}
        />
      </Section>
      <InstallerForm
        key={form.id}
        formId={form.id}
        fields={fields}
        partners={view.partners}
        changed={changed}
        idempotencyKey={idempotencyKey}
      />
    </PageStack>
  );
}
