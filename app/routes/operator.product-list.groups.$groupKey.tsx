import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { GroupMatchSection } from "#app/components/product-list/group-match.tsx";
import { FormErrors } from "#app/components/form-errors.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import {
  groupNameLettersMax,
  linkProductToGroup,
  nameProductGroup,
  settleGroupMatch,
} from "#app/services/product-list/group-hand-work.server.ts";
import { Button } from "#app/ui/button.tsx";
import { FieldStack, FormActions, PageStack } from "#app/ui/form-layout.tsx";
import { InputField, SelectField } from "#app/ui/inputs.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { groupLinkingView } from "#app/views/product-list/group.ts";

const nameSchema = z.object({ intent: z.literal("name"), name: z.string().trim().min(1).max(groupNameLettersMax) });
const takeBackSchema = z.object({ intent: z.literal("take-back") });
const linkSchema = z.object({ intent: z.enum(["link", "unlink"]), productId: z.string().max(40) });
const matchSchema = z.object({ intent: z.enum(["same", "apart"]) });
const schema = z.discriminatedUnion("intent", [nameSchema, takeBackSchema, linkSchema, matchSchema]);

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-catalogue");
  const { t } = visitor;
  const view = orThrow(await groupLinkingView(visitor.view, { groupKey: args.params["groupKey"] ?? "" }), visitor);
  const name = view.name ?? t("productList:groups.noName", { line: view.line });
  return json({ ...view, title: t("productList:hand.title", { name }), shownName: name });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "manage-catalogue");
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { t, deps, actor, at } = visitor;
  const groupKey = args.params["groupKey"] ?? "";
  const done = (title: string) =>
    redirectWithNotice(args, paths.editProductListGroup(groupKey), { tone: "success", title });
  // Each form says what is wanted, so that sending it twice has one effect.
  if (form.value.intent === "link" || form.value.intent === "unlink") {
    const isLinked = form.value.intent === "link";
    const { productId } = form.value;
    const { title } = orThrow(await linkProductToGroup(deps, actor, { groupKey, productId, isLinked }, at), visitor);
    return done(t(isLinked ? "productList:hand.linked" : "productList:hand.unlinked", { title }));
  }
  if (form.value.intent === "same" || form.value.intent === "apart") {
    const request = { groupKey, isSame: form.value.intent === "same" };
    const { isSame } = orThrow(await settleGroupMatch(deps, actor, request, at), visitor);
    return done(t(isSame ? "productList:match.isSame" : "productList:match.isApart"));
  }
  const wanted = form.value.intent === "name" ? form.value.name : null;
  const { name } = orThrow(await nameProductGroup(deps, actor, { groupKey, name: wanted }, at), visitor);
  return done(name === null ? t("productList:hand.unnamed") : t("productList:hand.named", { name }));
}

export default function EditProductListGroup() {
  const { title, shownName, key, match, editionNumber } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <PageStack>
      <PageHeader
        title={title}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [
            { to: paths.productList(), label: t("productList:title") },
            { to: paths.productListGroup(key), label: shownName },
          ],
        }}
      />
      {match === null ? null : <GroupMatchSection match={match} editionNumber={editionNumber} name={shownName} />}
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <NameSection />
        <ProductsSection />
      </div>
    </PageStack>
  );
}

function NameSection() {
  const { name, nameSource } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslate();
  const [form, fields] = useForm<{ name: string }>({
    id: "name-group",
    lastResult: reply?.lastResult,
    defaultValue: { name: name ?? "" },
  });
  return (
    <Section title={t("productList:hand.nameTitle")} description={t("productList:hand.nameNote")}>
      <Form method="post" id={form.id} noValidate className="flex flex-col gap-4">
        <FormErrors form={form} />
        <input type="hidden" name="intent" value="name" />
        <FieldStack isWide>
          <InputField field={fields["name"]} label={t("productList:hand.name")} maxLength={groupNameMax} />
        </FieldStack>
        <FormActions>
          <Button variant="primary">{t("productList:hand.setName")}</Button>
        </FormActions>
      </Form>
      {nameSource === "hand" ? (
        <Form method="post" className="mt-3">
          <input type="hidden" name="intent" value="take-back" />
          <Button variant="quiet">{t("productList:hand.takeBack")}</Button>
        </Form>
      ) : null}
    </Section>
  );
}

const groupNameMax = 120;

function ProductsSection() {
  const { sold, others } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const field = { id: "link-product", name: "productId" };
  return (
    <Section title={t("productList:hand.productsTitle")} description={t("productList:hand.soldNote")}>
      {sold.length === 0 ? (
        <p className="mb-4 text-ink-muted">{t("productList:hand.none")}</p>
      ) : (
        <ul className="mb-4 divide-y divide-line">
          {sold.map(({ productId, title }) => (
            <li key={productId} className="flex flex-wrap items-center justify-between gap-2 py-1.5">
              <span className="min-w-0">{title}</span>
              <Form method="post">
                <input type="hidden" name="intent" value="unlink" />
                <input type="hidden" name="productId" value={productId} />
                <Button variant="quiet" size="sm" aria-label={t("productList:hand.unlinkOf", { title })}>
                  {t("productList:hand.unlink")}
                </Button>
              </Form>
            </li>
          ))}
        </ul>
      )}
      <Form method="post">
        <input type="hidden" name="intent" value="link" />
        <FieldStack isWide>
          <SelectField
            field={field}
            label={t("productList:hand.product")}
            placeholder={t("productList:hand.choose")}
            options={others.map(({ productId, title }) => ({ value: productId, label: title }))}
          />
          <FormActions>
            <Button>{t("productList:hand.link")}</Button>
          </FormActions>
        </FieldStack>
      </Form>
    </Section>
  );
}
