/** What the page and the export of the log read from an address or a form; the view knows what fits. */
export function activityParams(fields: { get(name: string): unknown }) {
  const text = (name: string): string | null => {
    const value = fields.get(name);
    const trimmed = typeof value === "string" ? value.replace(/\s+/g, " ").trim().slice(0, 100) : "";
    return trimmed === "" ? null : trimmed;
  };
  return {
    from: text("from"),
    to: text("to"),
    customer: text("customer"),
    user: text("user"),
    action: text("action"),
    partner: text("partner"),
  };
}
