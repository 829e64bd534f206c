/** Facts beside an error, for programs; `refusal` is the portal's own code. */
export type FaultData = Readonly<Record<string, unknown>>;

/** An error as the contract documents it: HTTP status, number, and the documented sentence, filled in. */
export type Fault = {
  readonly status: 400 | 401 | 403 | 404 | 409 | 417 | 500;
  readonly code: number;
  readonly description: string;
  readonly data?: readonly FaultData[];
};

/** Thrown where a request cannot be read or answered; the wrapper of all routes makes the answer of it. */
export class ApiFault extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(fault.description);
    this.name = "ApiFault";
    this.fault = fault;
  }
}

/** 400/3000, with the property's path and what would be right. */
export function invalidProperty(path: string, help: string): ApiFault {
  return new ApiFault({
    status: 400,
    code: 3000,
    description: `Invalid property. ${path}: ${help}`,
    data: [{ property: path }],
  });
}

/** 400/800002: the request as a whole cannot be read. */
export function invalidInput(help: string): ApiFault {
  return new ApiFault({ status: 400, code: 800_002, description: `Invalid request input. ${help}` });
}

/** 400/900126, with the values that are known. */
export function unknownEnumValue(path: string, value: unknown, known: readonly string[]): ApiFault {
  const shown = typeof value === "string" || typeof value === "number" ? String(value).slice(0, 100) : typeof value;
  return new ApiFault({
    status: 400,
    code: 900_126,
    description: `Unable to parse enum: ${shown}. ${path} is one of ${known.join(", ")}.`,
    data: [{ property: path, allowed: known }],
  });
}

/** 400/900141 for what this API does not do: wrong methods, and what is not built. */
export function unsupportedOperation(help: string): ApiFault {
  return new ApiFault({ status: 400, code: 900_141, description: `This operation isn't supported. ${help}` });
}

/** 400/800042 for a way of asking that is documented and not supported here. */
export function notSupported(help: string): ApiFault {
  return new ApiFault({ status: 400, code: 800_042, description: `Not supported. ${help}` });
}

/** 404/1000; records with a code of their own come from `error-codes.ts`. */
export function notFound(help = "There is no such resource."): ApiFault {
  return new ApiFault({ status: 404, code: 1000, description: `Not found. ${help}` });
}

/** 403/900329 for what only a person may ask for. */
export function noAppOnly(): ApiFault {
  return new ApiFault({
    status: 403,
    code: 900_329,
    description:
      "This resource does not support application-only authentication. Use a token of an application and a user.",
  });
}
