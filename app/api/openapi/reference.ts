import { errorsOf, errorWords } from "./error-words.ts";
import { exampleOf, schemaOf } from "./example.ts";
import type { Operation } from "./operation.ts";
import { pathParameters, rolesOfOperation } from "./document.ts";
import { apiSections, findOperation } from "./sections.ts";
import type { Schema } from "./schema.ts";

/** The description of the API as pages show it: flat rows instead of schemas within schemas. */

export type OperationHead = {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
};

export type SectionHead = {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly operations: readonly OperationHead[];
};

/** A property of a body, with those within it below it. */
export type PropertyRow = {
  /** `lineItems[].catalogItemId` */
  readonly path: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly description: string;
};

export type ParameterRow = {
  readonly name: string;
  readonly place: "path" | "query";
  readonly type: string;
  readonly isRequired: boolean;
  readonly description: string;
};

export type OperationPage = OperationHead & {
  readonly section: { readonly id: string; readonly title: string };
  readonly description: string | null;
  readonly caller: Operation["caller"];
  readonly roles: readonly string[] | null;
  readonly parameters: readonly ParameterRow[];
  readonly body: { readonly media: string; readonly properties: readonly PropertyRow[] } | null;
  readonly answer: {
    readonly status: number;
    readonly description: string;
    readonly media: string | null;
    readonly properties: readonly PropertyRow[];
    readonly example: string | null;
  } | null;
  readonly errors: readonly { readonly status: string; readonly code: string; readonly words: string }[];
  /** A call as it is typed into a shell. */
  readonly call: string;
};

export function referenceSections(): readonly SectionHead[] {
  return apiSections.map(({ id, title, description, operations }) => ({
    id,
    title,
    description,
    operations: operations.map(headOf),
  }));
}

function headOf({ id, method, path, summary }: Operation): OperationHead {
  return { id, method: method.toUpperCase(), path, summary };
}

/** One operation; undefined where none is called so. @param root where the portal is reached */
export function operationPage(id: string, root: string): OperationPage | undefined {
  const found = findOperation(id);
  if (found === undefined) return undefined;
  const { operation, section } = found;
  const { answer, body } = operation;
  return {
    ...headOf(operation),
    section: { id: section.id, title: section.title },
    description: operation.description ?? null,
    caller: operation.caller,
    roles: rolesOfOperation(operation),
    parameters: parametersOf(operation),
    body:
      body === undefined ? null : { media: body.media ?? "application/json", properties: propertiesOf(body.schema) },
    answer:
      answer === null
        ? null
        : {
            status: answer.status,
            description: answer.description,
            media: answer.media ?? (answer.schema === undefined ? null : "application/json"),
            properties: answer.schema === undefined ? [] : propertiesOf(answer.schema),
            example: answer.schema === undefined ? null : JSON.stringify(exampleOf(answer.schema), null, 2),
          },
    errors: errorsOf(operation).map((error) => {
      const [status = "", code = ""] = error.split("/");
      return { status, code, words: errorWords[error] ?? "" };
    }),
    call: callOf(operation, root),
  };
}

function parametersOf({ path, query = [] }: Operation): ParameterRow[] {
  return [
    ...pathParameters(path).map((name) => ({
      name,
      place: "path" as const,
      type: "string",
      isRequired: true,
      description: "",
    })),
    ...query.map(({ name, schema, isRequired = false, description }) => ({
      name,
      place: "query" as const,
      type: typeOf(schema),
      isRequired,
      description,
    })),
  ];
}

/** How deep a body is shown; what lies deeper is named by its type. */
const depthMax = 4;

function propertiesOf(schema: Schema, prefix = "", depth = 0): PropertyRow[] {
  const { properties = {}, required = [], items, anyOf } = schemaOf(schema);
  if (items !== undefined) return propertiesOf(items, `${prefix}[]`, depth);
  if (anyOf !== undefined) return anyOf.flatMap((choice) => propertiesOf(choice, prefix, depth));
  return Object.entries(properties).flatMap(([name, part]) => {
    const path = prefix === "" ? name : `${prefix}.${name}`;
    const row = {
      path,
      type: typeOf(part),
      isRequired: required.includes(name),
      description: part.description ?? schemaOf(part).description ?? "",
    };
    const isNamedOnly = depth >= depthMax || name === "links" || name === "attributes";
    return [row, ...(isNamedOnly ? [] : propertiesOf(part, path, depth + 1))];
  });
}

/** A type in a few words: `string`, `integer`, `date-time`, `"a" | "b"`, `Order[]`. */
function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) return schema.$ref.split("/").at(-1) ?? "";
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined && schema.enum.length <= 6)
    return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(typeOf))].join(" | ");
  if (schema.type === "array") return `${schema.items === undefined ? "any" : typeOf(schema.items) || "any"}[]`;
  return schema.format ?? schema.type ?? "";
}

function callOf(operation: Operation, root: string): string {
  const { method, path, body, caller, query = [] } = operation;
  const needed = query.filter(({ isRequired }) => isRequired === true);
  const asked = needed.map(({ name, schema }) => `${name}=${encodeURIComponent(String(exampleOf(schema)))}`).join("&");
  const address = `${root}${path}${asked === "" ? "" : `?${asked}`}`;
  const verb = method === "get" ? "" : method === "head" ? "-I " : `-X ${method.toUpperCase()} `;
  const lines = [`curl -s ${verb}"${address}"`];
  if (caller !== "nobody" || operation.id === "exchangeToken") lines.push(`-H "Authorization: Bearer $TOKEN"`);
  if (body !== undefined) lines.push(...bodyOfCall(body));
  return lines.join(" \\\n  ");
}

function bodyOfCall({ schema, media = "application/json" }: NonNullable<Operation["body"]>): string[] {
  const example = exampleOf(schema) as Readonly<Record<string, unknown>>;
  if (media === "application/json")
    return [`-H "Content-Type: application/json"`, `-d '${JSON.stringify(example, null, 2)}'`];
  const required = schemaOf(schema).required ?? [];
  return Object.entries(example)
    .filter(([name]) => required.includes(name) || name === "resource")
    .map(([name, value]) => `--data-urlencode "${name}=${String(value)}"`);
}
