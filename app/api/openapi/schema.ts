/** A JSON schema of the 2020-12 dialect, as far as the description of the API needs it. */
export type Schema = {
  readonly $ref?: string;
  readonly type?: "string" | "integer" | "number" | "boolean" | "object" | "array" | "null";
  readonly description?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly (string | number)[];
  readonly const?: string | number | boolean;
  readonly examples?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly items?: Schema;
  readonly properties?: Properties;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
};

export type Properties = Readonly<Record<string, Schema>>;

export const text: Schema = { type: "string", examples: ["text"] };
export const flag: Schema = { type: "boolean", examples: [false] };
export const integer: Schema = { type: "integer", examples: [1] };
export const count: Schema = { type: "integer", minimum: 0, examples: [1] };
/** A number with the digits of its currency. */
export const amount: Schema = { type: "number", examples: [11.73] };
export const guid: Schema = {
  type: "string",
  format: "uuid",
  examples: ["924671ba-eab9-45d7-95ed-dbd9477f182b"],
};
/** An instant, in UTC. */
export const instant: Schema = {
  type: "string",
  format: "date-time",
  pattern: "Z$",
  examples: ["2026-11-02T09:30:00Z"],
};
/** A calendar day. */
export const day: Schema = {
  type: "string",
  format: "date-time",
  pattern: "T00:00:00Z$",
  examples: ["2026-11-02T00:00:00Z"],
};
/** "Never", where the documents write it so. */
export const never: Schema = { type: "string", const: "0001-01-01T00:00:00" };
/** The last second of a day. */
export const endOfDay: Schema = {
  type: "string",
  format: "date-time",
  pattern: "T23:59:59Z$",
  examples: ["2027-11-01T23:59:59Z"],
};

export function oneOf<V extends string | number>(...values: readonly V[]): Schema {
  return { type: typeof values[0] === "number" ? "integer" : "string", enum: values };
}

/** Always this. */
export function always(value: string | number | boolean): Schema {
  return { const: value };
}

export function list(items: Schema): Schema {
  return { type: "array", items };
}

/** A schema that is kept under its name, once for all operations. */
export function ref(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

/** The same with words beside it. */
export function said(schema: Schema, description: string, example?: unknown): Schema {
  return { ...schema, description, ...(example === undefined ? {} : { examples: [example] }) };
}

/** An object of an answer: these properties and no others, so that whatever else comes is noticed. */
export function answer(required: Properties, optional: Properties = {}): Schema {
  return {
    type: "object",
    properties: { ...required, ...optional },
    required: Object.keys(required),
    additionalProperties: false,
  };
}

/** An object of a request: what it has beside these is ignored, as clients send back what they got. */
export function request(required: Properties, optional: Properties = {}): Schema {
  const names = Object.keys(required);
  return {
    type: "object",
    properties: { ...required, ...optional },
    ...(names.length === 0 ? {} : { required: names }),
  };
}

export function attributes(objectType: string, more: Properties = {}): Schema {
  return answer({ ...more, objectType: always(objectType) });
}

/** Links by their names; those in `optional` are not always there. */
export function links(names: readonly string[], optional: readonly string[] = []): Schema {
  const named = (all: readonly string[]) => Object.fromEntries(all.map((name) => [name, ref("Link")]));
  return answer(named(names), named(optional));
}

/** A list as the API answers it. */
export function collection(items: Schema): Schema {
  return answer(
    { totalCount: said(count, "Items of this answer."), items: list(items), attributes: attributes("Collection") },
    { links: links(["self"], ["next", "previous"]), continuationToken: said(text, "There where more pages follow.") },
  );
}

/** A list that is always empty here. */
export const emptyCollection: Schema = answer(
  { totalCount: always(0), items: { type: "array", items: {} }, attributes: attributes("Collection") },
  { links: links(["self"]) },
);
