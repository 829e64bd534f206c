import { rolesFor } from "#app/domain/access/permissions.ts";
import { partnerRoles } from "#app/domain/access/roles.ts";
import { errorsOf, errorWords } from "./error-words.ts";
import type { Operation, Parameter } from "./operation.ts";
import { apiSchemas, apiSections } from "./sections.ts";
import { ref, type Schema, text } from "./schema.ts";

type Json = { readonly [name: string]: unknown };

/** Parts of an address that stand for something. */
export function pathParameters(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
}

/** Roles of a partner that may, in the API's spelling; null where the body or nothing at all decides. */
export function rolesOfOperation({ access }: Operation): readonly string[] | null {
  if (access === "anyone" || access === "as-the-body-asks") return null;
  const roles = access === "any-partner-role" ? partnerRoles : rolesFor(access);
  const own = new Set<string>(partnerRoles);
  return roles.filter((role) => own.has(role)).map((role) => role.replaceAll("-", "_"));
}

const sharedHeaders: readonly Parameter[] = [
  {
    name: "MS-RequestId",
    description: "A GUID. The same again for 24 hours gives the first answer again, and acts once.",
    schema: { type: "string", format: "uuid" },
  },
  {
    name: "MS-CorrelationId",
    description: "A GUID that is sent back.",
    schema: { type: "string", format: "uuid" },
  },
  {
    name: "MS-Contract-Version",
    description: "v1, or left out.",
    schema: { type: "string", examples: ["v1"] },
  },
  {
    name: "X-Locale",
    description: "Language of descriptions: en or de.",
    schema: { type: "string", examples: ["en-US"] },
  },
];

/** The description of the API as OpenAPI 3.1. @param root where the portal is reached: `https://…` */
export function openApiDocument(root: string): Json {
  return {
    openapi: "3.1.0",
    info: {
      title: "Turnus API",
      version: "1",
      description:
        "The documented REST contract of the vendor's API, version 1, and what the portal adds to it. Property names of requests are read in any case, null means absent, and what is not known is ignored; answers have no null and nothing that does not stand here.",
    },
    servers: [{ url: root }],
    tags: apiSections.map(({ title, description }) => ({ name: title, description })),
    security: [{ bearer: [] }],
    paths: pathsOf(),
    components: {
      schemas: apiSchemas,
      securitySchemes: { bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
      parameters: Object.fromEntries(sharedHeaders.map((header) => [header.name, parameterOf(header, "header")])),
    },
  };
}

function pathsOf(): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const { title, operations } of apiSections)
    for (const operation of operations)
      (paths[operation.path] ??= {})[operation.method] = operationOf(operation, title);
  return paths;
}

function operationOf(operation: Operation, tag: string): Json {
  const { id, summary, description, caller, body, path, query = [] } = operation;
  const roles = rolesOfOperation(operation);
  const isOpen = caller === "nobody";
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    ...(isOpen ? { security: [] } : {}),
    ...(caller === "user" ? { "x-user-only": true } : {}),
    ...(operation.isQueryOpen === true ? { "x-open-query": true } : {}),
    ...(roles === null ? {} : { "x-roles": roles }),
    parameters: [
      ...pathParameters(path).map((name) =>
        parameterOf({ name, description: "", schema: text, isRequired: true }, "path"),
      ),
      ...query.map((parameter) => parameterOf(parameter, "query")),
      ...(isOpen ? [] : sharedHeaders.map(({ name }) => ({ $ref: `#/components/parameters/${name}` }))),
    ],
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: body.isRequired,
            content: { [body.media ?? "application/json"]: { schema: body.schema } },
          },
        }),
    responses: responsesOf(operation),
  };
}

function parameterOf({ name, description, schema, isRequired }: Parameter, place: "path" | "query" | "header"): Json {
  return {
    name,
    in: place,
    ...(description === "" ? {} : { description }),
    ...(isRequired === true ? { required: true } : {}),
    schema,
  };
}

function jsonContent(schema: Schema): Json {
  return { content: { "application/json": { schema } } };
}

function responsesOf(operation: Operation): Json {
  const { answer, errorSchema, caller, access } = operation;
  const responses: Record<string, Json> = {};
  if (answer !== null) {
    const { status, description, schema, media } = answer;
    const content =
      media !== undefined ? { content: { [media]: {} } } : schema === undefined ? {} : jsonContent(schema);
    responses[status] = { description, ...content };
  }
  if (errorSchema !== undefined)
    for (const status of [400, 401])
      responses[status] = { description: "Says in `error_description` what to do.", ...jsonContent(errorSchema) };
  for (const [status, codes] of byStatus(errorsOf(operation)))
    responses[status] = {
      description: codes.map((code) => `${code}: ${errorWords[`${status}/${code}`] ?? ""}`).join("\n"),
      "x-codes": codes.map(Number),
      ...(operation.method === "head" ? {} : jsonContent(errorSchemaFor(codes))),
    };
  if (caller !== "nobody" || access === "anyone")
    responses["429"] = {
      description: "Too many calls. `Retry-After` has the seconds to wait, always.",
      ...jsonContent(ref("TooManyRequests")),
    };
  return responses;
}

/** One documented error has a shape of its own. */
function errorSchemaFor(codes: readonly string[]): Schema {
  return codes.includes("600074") ? { anyOf: [ref("Error"), ref("NoValidationStatus")] } : ref("Error");
}

function byStatus(errors: readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const error of errors) {
    const [status = "", code = ""] = error.split("/");
    found.set(status, [...(found.get(status) ?? []), code]);
  }
  return found;
}
