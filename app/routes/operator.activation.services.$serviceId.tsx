import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { PostForm } from "#app/components/service-activation/post-form.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { idempotencyKeyField, newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { keepOnlineService } from "#app/services/service-activation/keep-online-services.server.ts";
import { PageStack } from "#app/ui/form-layout.tsx";
import { InputField } from "#app/ui/inputs.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { onlineServiceView } from "#app/views/service-activation/desk.ts";

const schema = z.object({
  idempotencyKey: idempotencyKeyField,
  intent: z.literal("keep"),
  countries: z.string().trim().max(2_000).optional(),
  excludes: z.array(z.string().max(60)).max(100).optional(),
});

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.service.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "keep-online-services");
  const view = orThrow(await onlineServiceView(visitor.view, args.params["serviceId"] ?? ""), visitor);
  return json({ ...view, idempotencyKey: newIdempotencyKey() });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "keep-online-services");
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { idempotencyKey, countries = "", excludes = [] } = form.value;
  const wish = {
    idempotencyKey,
    serviceId: args.params["serviceId"] ?? "",
    countries: countries
      .toUpperCase()
      .split(/[\s,;]+/)
      .filter(Boolean),
    excludes,
  };
  const kept = await keepOnlineService(visitor.deps, visitor.actor, wish, visitor.at);
  if (!kept.ok && kept.refusal.code === "not-found") orThrow(kept, visitor);
  if (!kept.ok)
    return form.again.refused(kept.refusal, kept.refusal.code === "invalid-field" ? kept.refusal.field : undefined);
  return redirectWithNotice(args, paths.activationDesk(), {
    tone: "success",
    title: visitor.t("activation:keep.done", { title: kept.value.title }),
  });
}

export default function OnlineService() {
  const view = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslate();
  const [form, fields] = useForm<{ countries: string }>({
    id: "online-service",
    lastResult: reply?.lastResult,
    defaultValue: { countries: view.countries },
  });
  return (
    <PageStack>
      <PageHeader
        title={view.service.title}
        description={t("activation:keep.intro")}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [{ to: paths.activationDesk(), label: t("activation:desk.title") }],
        }}
      />
      <PostForm
        form={form}
        idempotencyKey={view.idempotencyKey}
        intent="keep"
        submit={t("activation:keep.submit")}
        cancelTo={paths.activationDesk()}
      >
        <InputField
          field={fields.countries}
          label={t("activation:keep.countries")}
          hint={t("activation:keep.countriesHint")}
          optionalWord={t("support:form.optional")}
          autoComplete="off"
        />
        <fieldset>
          <legend className="mb-1 text-sm font-medium">{t("activation:keep.excludes")}</legend>
          <div className="flex flex-col gap-1.5">
            {view.others.map(({ id, title }) => (
              <label key={id} className="flex items-start gap-2.5">
                <input
                  type="checkbox"
                  className="tick"
                  name="excludes"
                  value={id}
                  defaultChecked={view.excludes.includes(id)}
                />
                {title}
              </label>
            ))}
          </div>
        </fieldset>
      </PostForm>
    </PageStack>
  );
}
