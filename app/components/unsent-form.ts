import { isSecret } from "#app/http/secret-fields.ts";

/**
 * What somebody sent when the session had ended, kept in this tab alone until its page is open again: for the one who
 * typed it, without secrets and files. The server has seen nothing of it.
 */
export type UnsentForm = {
  readonly reader: string;
  /** The page on which the form stands, with its search. */
  readonly page: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
};

const storageKey = "unsent-form";
/** Room for the longest text that a form takes, several times over. */
const charactersMax = 100_000;

/** Confirmed is what is read at that moment, so such a tick is not put back. */
const isConfirmation = (name: string) => /^is\w*(Confirmed|Acknowledged)$/.test(name);

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export function unsentForm(reader: string, page: string, data: FormData): UnsentForm {
  const fields = [...data].flatMap(([name, value]) =>
    typeof value === "string" && !isSecret(name, value) && !isConfirmation(name) ? [[name, value] as const] : [],
  );
  return { reader, page, fields };
}

export function keepUnsent(form: UnsentForm): void {
  const text = JSON.stringify(form);
  if (text.length > charactersMax) return;
  try {
    sessionStorage.setItem(storageKey, text);
  } catch {
    // A browser that keeps nothing works without.
  }
}

/** What was kept, which is forgotten with that; null without any. */
export function takeUnsent(): UnsentForm | null {
  try {
    const text = sessionStorage.getItem(storageKey);
    if (text === null) return null;
    sessionStorage.removeItem(storageKey);
    const value: unknown = JSON.parse(text);
    return isUnsentForm(value) ? value : null;
  } catch {
    return null;
  }
}

function isUnsentForm(value: unknown): value is UnsentForm {
  return typeof value === "object" && value !== null && "reader" in value && "page" in value && "fields" in value;
}

/**
 * Puts what was typed back into the form that has all these fields, as if it were typed again; hidden fields keep what
 * the page came with, such as prices and the key of the submission. False where no form of the page is the one.
 */
export function putBack(root: ParentNode, { fields }: UnsentForm): boolean {
  const names = new Set(fields.map(([name]) => name));
  for (const form of root.querySelectorAll("form")) {
    if (form.method !== "post") continue;
    const own = [...form.elements].filter(isField);
    const known = new Set([...form.elements].map((element) => element.getAttribute("name")));
    if (![...names].every((name) => known.has(name)) || !own.some(({ name }) => names.has(name))) continue;
    const left = new Map<string, string[]>();
    for (const [name, value] of fields) left.set(name, [...(left.get(name) ?? []), value]);
    for (const field of own) fill(field, left.get(field.name) ?? []);
    return true;
  }
  return false;
}

/** Fields that somebody fills in. */
function isField(element: Element): element is Field {
  if (element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) return element.name !== "";
  if (!(element instanceof HTMLInputElement) || element.name === "") return false;
  return !["hidden", "file", "password", "submit", "button", "reset", "image"].includes(element.type);
}

/** Fields of one name take its values in order; a tick is set where its own value is among them. */
function fill(field: Field, values: string[]): void {
  if (field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio")) {
    const isWanted = values.includes(field.value);
    if (isConfirmation(field.name) || field.disabled || field.checked === isWanted) return;
    if (field.type === "checkbox" || isWanted) field.click();
    return;
  }
  const value = values.shift();
  if (value === undefined || field.value === value) return;
  // React tells a change by the element's own property, which it has put its own over.
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value")?.set?.call(field, value);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}
