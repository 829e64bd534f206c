import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import { rootOf } from "#app/api/server/root.server.ts";
import { giveLeave } from "#app/services/api-clients/authorize.server.ts";
import { type ConsentView, consentView } from "#app/views/consent.ts";
import { orThrow, requireUser, type SignedInVisitor } from "./auth.server.ts";
import {
  type AuthorizeFault,
  type AuthorizeRequest,
  type ConsentPage,
  readAuthorizeRequest,
  readTarget,
  withAnswer,
} from "./authorize-request.ts";
import { parseForm } from "./form.server.ts";

const schema = z.object({ intent: z.enum(["allow", "deny"]) });

/** `GET /common/oauth2/authorize`: asks whoever is signed in whether an application may act for them. */
export async function authorizePage(args: LoaderFunctionArgs) {
  const visitor = await requireUser(args);
  const asked = await readAsked(args, visitor);
  if ("error" in asked.request) return answer(args, visitor, asked, fieldsOf(asked.request));
  // A browser holds the answer to a form to the same targets as the form itself.
  args.context.allowFormTo(new URL(asked.target.redirectUri).origin);
  return json<ConsentPage>({
    kind: "ask",
    title: visitor.t("consent:title", { name: asked.consent.name }),
    consent: asked.consent,
    email: visitor.user.email,
  });
}

/** The answer of the user: a code, or that there is none, goes back to the application. */
export async function authorizeAnswer(args: ActionFunctionArgs) {
  const visitor = await requireUser(args);
  const asked = await readAsked(args, visitor);
  if ("error" in asked.request) return answer(args, visitor, asked, fieldsOf(asked.request));
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  if (form.value.intent === "deny") {
    const denied = { error: "access_denied", description: "The user did not give leave." } as const;
    return answer(args, visitor, asked, fieldsOf(denied));
  }
  const { clientId, redirectUri, nonce, challenge, hasIdToken } = asked.request;
  const root = rootOf(args.request, args.context.portal.env);
  const input = { clientId, redirectUri, nonce, challenge, hasIdToken, root };
  const given = orThrow(await giveLeave(visitor.deps, visitor.actor, visitor.user, input, visitor.at), visitor);
  const { code, idToken } = given;
  return answer(args, visitor, asked, { code, ...(idToken === null ? {} : { id_token: idToken }) });
}

type Asked = {
  readonly target: ReturnType<typeof readTarget>;
  readonly consent: ConsentView;
  readonly request: AuthorizeRequest | AuthorizeFault;
};

/** What is asked, once it is known that the application is there and the address of the answer is its own. */
async function readAsked({ request }: LoaderFunctionArgs, visitor: SignedInVisitor): Promise<Asked> {
  const { searchParams } = new URL(request.url);
  const target = readTarget(searchParams);
  const consent = orThrow(await consentView(visitor.view, target), visitor);
  return { target, consent, request: readAuthorizeRequest(searchParams) };
}

function fieldsOf({ error, description }: AuthorizeFault): Readonly<Record<string, string>> {
  return { error, error_description: description };
}

/** Sends the browser back to the application: by its address, or by a form that it posts. */
function answer(
  args: LoaderFunctionArgs,
  { t }: SignedInVisitor,
  { target, consent, request }: Asked,
  found: Readonly<Record<string, string>>,
) {
  const fields = { ...found, ...(target.state === null ? {} : { state: target.state }) };
  const mode = "error" in request ? target.mode : request.mode;
  const isPost = args.request.method === "POST";
  args.context.allowFormTo(new URL(target.redirectUri).origin);
  if (mode === "query") throw redirect(withAnswer(target.redirectUri, fields), { status: isPost ? 303 : 302 });
  return json<ConsentPage>({
    kind: "return",
    title: t("consent:returning", { name: consent.name }),
    name: consent.name,
    form: { to: target.redirectUri, fields: Object.entries(fields) },
  });
}
