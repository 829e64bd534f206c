import { apiSchemas } from "./sections.ts";
import type { Schema } from "./schema.ts";

/** How deep an example goes into what holds itself, such as an entitlement that includes others. */
const depthMax = 8;

/** A value that fits a schema, put together of the examples of its parts. */
export function exampleOf(schema: Schema, depth = 0): unknown {
  if (schema.$ref !== undefined) return exampleOf(schemaOf(schema), depth);
  if (schema.examples?.[0] !== undefined) return schema.examples[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum?.[0] !== undefined) return schema.enum[0];
  const choice = (schema.oneOf ?? schema.anyOf)?.find(({ type }) => type !== "null");
  if (choice !== undefined) return exampleOf(choice, depth);
  switch (schema.type) {
    case "array": {
      const { items } = schema;
      if (items === undefined || Object.keys(items).length === 0 || isSeen(items, depth)) return [];
      return [exampleOf(items, depth + 1)];
    }
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, part]) => [name, exampleOf(part, depth + 1)]),
      );
    case "integer":
    case "number":
      return 1;
    case "boolean":
      return false;
    case "null":
      return null;
    default:
      return schema.type === undefined ? {} : "";
  }
}

function isSeen(items: Schema, depth: number): boolean {
  return depth > depthMax || (items.$ref?.endsWith("/IncludedEntitlement") === true && depth > 2);
}

/** The schema that a reference names. */
export function schemaOf(schema: Schema): Schema {
  const name = schema.$ref?.split("/").at(-1);
  if (name === undefined) return schema;
  const found = apiSchemas[name];
  if (found === undefined) throw new Error(`No schema is called ${name}`);
  return found;
}
