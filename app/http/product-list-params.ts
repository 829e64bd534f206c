/** The edition that an address names; null for the newest. Anything else than a number is an edition nobody has. */
export function editionParam(parameters: URLSearchParams): number | null {
  const text = parameters.get("edition");
  if (text === null || text === "") return null;
  return /^\d{1,6}$/.test(text) ? Number(text) : 0;
}
