/** The edition that an address names; null for the newest. Anything else than a number is an edition nobody has. */
export function editionParam(parameters: URLSearchParams): number | null {
  const text = parameters.get("edition");
  if (text === null || text === "") return null;
  return /^\d{1,6}$/.test(text) ? Number(text) : 0;
}

/** The number of an edition in a path; 0, which nobody has, for anything else. */
export function editionNumber(text: string | undefined): number {
  return /^\d{1,6}$/.test(text ?? "") ? Number(text) : 0;
}

/** The older edition that one is compared with; null for the one before. */
export function sinceParam(parameters: URLSearchParams): number | null {
  const text = parameters.get("since");
  return text === null || text === "" ? null : editionNumber(text);
}
