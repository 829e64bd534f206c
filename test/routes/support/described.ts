import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { openApiDocument } from "#app/api/openapi/document.ts";
import { foldBody } from "#app/api/wire/fold-body.ts";

type Json = Readonly<Record<string, unknown>>;
type DescribedAnswer = {
  readonly content?: Readonly<Record<string, { schema?: Json }>>;
  readonly "x-codes"?: number[];
};
type DescribedOperation = {
  readonly operationId: string;
  readonly "x-open-query"?: true;
  readonly requestBody?: { readonly content: Readonly<Record<string, { schema: Json }>> };
  readonly responses: Readonly<Record<string, DescribedAnswer>>;
  readonly parameters: readonly { readonly name?: string; readonly in?: string }[];
};

type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
  readonly components: { readonly schemas: Json };
};

/** As a test reads it: it went over the wire. */
export const described = JSON.parse(JSON.stringify(openApiDocument("https://portal.example"))) as Document;

const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true });
formats.default(ajv);
ajv.addVocabulary(["components"]);

const compiled = new Map<Json, ValidateFunction>();

function checkerOf(schema: Json): ValidateFunction {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  const made = ajv.compile({ allOf: [schema], components: described.components });
  compiled.set(schema, made);
  return made;
}

/** What of a value does not fit a schema; null where all of it does. */
export function misfitOf(schema: Json, value: unknown): string | null {
  const fits = checkerOf(schema);
  return fits(value) ? null : ajv.errorsText(fits.errors, { separator: "\n" });
}

const errorSchema = { $ref: "#/components/schemas/Error" };

type Call = {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly body: unknown;
  /** What is sent is made up, and need not be described; what is answered is. */
  readonly isWild?: boolean | undefined;
};
type Reply = { readonly status: number; readonly body: unknown; readonly headers: Headers };

/**
 * Holds an answer of the API against its description: the status, the number of an error, and every property. Whatever
 * a test of the API asks goes through here, so that nothing drifts away from what is written down.
 */
export function assertDescribed(call: Call, reply: Reply): void {
  const problem = problemOf(call, reply);
  if (problem !== null)
    throw new Error(
      `${call.method} ${call.path.slice(0, 300)} answered ${reply.status}, not as described: ${problem}\n${JSON.stringify(reply.body)?.slice(0, 1_000)}`,
    );
}

function problemOf(call: Call, reply: Reply): string | null {
  const methods = methodsAt(call.path);
  // HEAD is answered like GET, without a body, where it is nothing of its own.
  const method = call.method.toLowerCase();
  const operation = methods?.[method] ?? (method === "head" ? methods?.["get"] : undefined);
  if (operation === undefined) return isRefused(reply) ? null : "no such operation is described";
  const answer = operation.responses[String(reply.status)];
  if (answer === undefined) return `status is not described for ${operation.operationId}`;
  if (method === "head" || reply.body === undefined) return reply.status < 300 ? requestProblem(operation, call) : null;
  const schema = answer.content?.["application/json"]?.schema;
  if (schema === undefined) return "a body is not described";
  const code = (reply.body as { code?: number }).code;
  if (answer["x-codes"] !== undefined && !answer["x-codes"].includes(code ?? -1))
    return `the number ${code} is not described for ${operation.operationId}`;
  return misfitOf(schema, reply.body) ?? (reply.status < 300 ? requestProblem(operation, call) : null);
}

/** A method or an address that there is nothing at. */
function isRefused({ status, body }: Reply): boolean {
  return (
    (status === 404 || status === 400 || status === 401) && (body === undefined || misfitOf(errorSchema, body) === null)
  );
}

/** What was done must have been asked for as it is described. */
function requestProblem(operation: DescribedOperation, call: Call): string | null {
  if (call.isWild === true) return null;
  const { operationId, requestBody, parameters } = operation;
  const names = new Set(parameters.map(({ name }) => name?.toLowerCase()));
  const asked = [...new URLSearchParams(call.path.split("?")[1] ?? "")].map(([name]) => name.toLowerCase());
  const unknown = asked.find((name) => !names.has(name) && !spelledOtherwise.has(name));
  if (unknown !== undefined && operation["x-open-query"] !== true)
    return `the parameter ${unknown} is not described for ${operationId}`;
  const schema = requestBody?.content["application/json"]?.schema;
  if (schema === undefined || call.body === undefined || call.body === "") return null;
  const parsed: unknown = typeof call.body === "string" ? JSON.parse(call.body.replace(/^\ufeff/, "")) : call.body;
  const misfit = misfitOf(schema, foldBody(parsed));
  return misfit === null ? null : `the request: ${misfit}`;
}

/** A second spelling of a parameter, and what tests send to be ignored. */
const spelledOtherwise = new Set(["includeprice", "x", "nothing"]);

/** The operations at an address, by method; literal parts win over parameters. */
function methodsAt(path: string): Readonly<Record<string, DescribedOperation>> | undefined {
  const parts = partsOf(path.split("?")[0] ?? "");
  const found = Object.keys(described.paths)
    .map((pattern) => ({ pattern, parts: partsOf(pattern) }))
    .filter((one) => one.parts.length === parts.length)
    .filter((one) =>
      one.parts.every((part, at) => isParameter(part) || part.toLowerCase() === parts[at]?.toLowerCase()),
    )
    .toSorted((one, other) => one.parts.filter(isParameter).length - other.parts.filter(isParameter).length);
  const [best] = found;
  return best === undefined ? undefined : described.paths[best.pattern];
}

function partsOf(path: string): string[] {
  return path.split("/").filter((part) => part !== "");
}

function isParameter(part: string): boolean {
  return /^\{\w+\}$/.test(part);
}
