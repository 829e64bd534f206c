import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { FormErrors } from "#app/components/form-errors.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { requireUser } from "#app/http/auth.server.ts";
import { cookiesOf } from "#app/http/cookies.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { timeZonesFor } from "#app/http/time-zones.server.ts";
import { languageNames, languages } from "#app/i18n/languages.ts";
import { translateTo } from "#app/i18n/server-translators.ts";
import { updatePreferences } from "#app/services/accounts/update-preferences.server.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { FieldStack, FormActions, PageStack } from "#app/ui/form-layout.tsx";
import { RadioGroup, SelectField } from "#app/ui/inputs.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";

const themes = ["system", "light", "dark"] as const;

const schema = z.object({
  language: z.enum(languages),
  theme: z.enum(themes),
  timeZone: z.string().max(100),
});

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const { user, t, language, at } = await requireUser(args);
  return json({
    title: t("account:preferences.title"),
    preferences: user.preferences,
    timeZones: timeZonesFor(language, at, user.preferences.timeZone),
    you: [
      { term: t("account:preferences.email"), value: user.email },
      {
        term: t("account:preferences.organization"),
        value: user.organizationName ?? t("navigation:operatorOrganization"),
      },
      { term: t("account:preferences.roles"), value: user.roles.map((role) => t(`trade:role.${role}`)).join(", ") },
    ],
  });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requireUser(args);
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const saved = await updatePreferences(visitor.deps, visitor.actor, form.value, visitor.at);
  if (!saved.ok) return form.again.refused(saved.refusal, "timeZone");
  const { language } = saved.value;
  const title = translateTo(language)("account:preferences.saved");
  const cookie = await cookiesOf(args.context.portal.env).language.serialize(language);
  return redirectWithNotice(args, paths.preferences(), { tone: "success", title }, [["Set-Cookie", cookie]]);
}

export default function Preferences() {
  const { title, preferences, timeZones, you } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const t = useTranslate();
  const [form, fields] = useForm({ id: "preferences", lastResult: actionData?.lastResult, defaultValue: preferences });
  return (
    <PageStack>
      <PageHeader title={title} description={t("account:preferences.intro")} />
      <FormErrors
        form={form}
        labels={{
          language: t("account:preferences.language"),
          theme: t("account:preferences.theme"),
          timeZone: t("account:preferences.timeZone"),
        }}
      />
      <div className="grid items-start gap-5 lg:grid-cols-[2fr_1fr]">
        <Section>
          {/* Another language or theme needs a page loaded anew. */}
          <Form method="post" id={form.id} noValidate reloadDocument>
            <FieldStack>
              <RadioGroup
                field={fields.language}
                label={t("account:preferences.language")}
                options={languages.map((language) => ({ value: language, label: languageNames[language] }))}
              />
              <RadioGroup
                field={fields.theme}
                label={t("account:preferences.theme")}
                options={themes.map((theme) => ({ value: theme, label: t(`common:theme.${theme}`) }))}
              />
              <SelectField
                field={fields.timeZone}
                label={t("account:preferences.timeZone")}
                hint={t("account:preferences.timeZoneHint")}
                options={timeZones}
              />
              <FormActions>
                <Button variant="primary">{t("common:save")}</Button>
                <ButtonLink to={paths.home()} variant="quiet">
                  {t("common:cancel")}
                </ButtonLink>
              </FormActions>
            </FieldStack>
          </Form>
        </Section>
        <Section
          title={t("account:preferences.you")}
          actions={
            <span className="flex flex-wrap gap-2">
              <ButtonLink to={paths.changePassword()} size="sm" icon="key">
                {t("users:password.changeLink")}
              </ButtonLink>
              <ButtonLink to={paths.sessions()} size="sm">
                {t("account:sessions.title")}
              </ButtonLink>
              <ButtonLink to={paths.applications()} size="sm">
                {t("consent:list.link")}
              </ButtonLink>
            </span>
          }
        >
          <DescriptionList items={you} />
        </Section>
      </div>
    </PageStack>
  );
}
