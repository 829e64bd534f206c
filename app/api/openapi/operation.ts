import type { PermittedAction } from "#app/domain/access/permissions.ts";
import type { Properties, Schema } from "./schema.ts";

export type Parameter = {
  readonly name: string;
  readonly description: string;
  readonly schema: Schema;
  readonly isRequired?: boolean;
};

/** What is answered where all is well. */
export type SuccessAnswer = {
  readonly status: 200 | 201 | 204;
  readonly description: string;
  /** Left out where there is no body, or `media` is no JSON. */
  readonly schema?: Schema;
  readonly media?: string;
};

/** One method of one address. */
export type Operation = {
  /** A name by which pages and generated clients call it: `listCustomers`. */
  readonly id: string;
  readonly method: "get" | "head" | "post" | "put" | "patch" | "delete";
  /** From the root of the portal: `/v1/customers/{customerId}`. */
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  /** Whether an application may call alone, or for a user only; `nobody` needs no token. */
  readonly caller: "both" | "user" | "nobody";
  /** Who may: whoever may do this, any role of a partner, or whoever may do what the body asks for. */
  readonly access: PermittedAction | "any-partner-role" | "as-the-body-asks" | "anyone";
  readonly query?: readonly Parameter[];
  /** Takes other parameters too, which the description tells about. */
  readonly isQueryOpen?: true;
  readonly body?: {
    readonly schema: Schema;
    readonly isRequired: boolean;
    readonly media?: "application/json" | "application/x-www-form-urlencoded" | "multipart/form-data";
  };
  /** `null`: there is none, every call is refused. */
  readonly answer: SuccessAnswer | null;
  /** What it may be refused with beside what every call may be: `404/20003`. */
  readonly errors?: readonly string[];
  /** Has errors of a shape of its own. */
  readonly errorSchema?: Schema;
};

/** A part of the API with its operations, and the schemas that they share. */
export type ApiSection = {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly operations: readonly Operation[];
  readonly schemas: Properties;
};

export function query(name: string, schema: Schema, description: string, isRequired = false): Parameter {
  return { name, schema, description, isRequired };
}

export function ok(schema: Schema, description = "Done."): SuccessAnswer {
  return { status: 200, description, schema };
}

export function created(schema: Schema, description = "Made."): SuccessAnswer {
  return { status: 201, description, schema };
}

export const noContent: SuccessAnswer = { status: 204, description: "Done; there is no body." };
