/**
 * Reads the pages that the portal sends, as far as tests look at them: what React writes is regular (double quotes,
 * everything escaped), so that a whole parser, which would take most of the time of these tests, is not needed.
 */

export type Tag = { readonly name: string; readonly attributes: ReadonlyMap<string, string>; readonly index: number };

export function tagsIn(html: string): Tag[] {
  const tags: Tag[] = [];
  for (const match of markupOf(html).matchAll(/<([a-z][a-z0-9-]*)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*\/?>/gi)) {
    const [, name = "", text = ""] = match;
    const attributes = [...text.matchAll(/([^\s=]+)(?:="([^"]*)")?/g)].map(
      ([, key = "", value = ""]) => [key.toLowerCase(), unescaped(value)] as const,
    );
    tags.push({ name: name.toLowerCase(), attributes: new Map(attributes), index: match.index });
  }
  return tags;
}

/** What a reader gets: the text between the tags and in the attributes that are read out, one piece per line. */
export function textOf(html: string): string {
  const readOut = ["alt", "aria-label", "placeholder", "title"];
  const spoken = tagsIn(html).flatMap(({ attributes }) => readOut.flatMap((name) => attributes.get(name) ?? []));
  const between = markupOf(html)
    .split(/<[^>]*>/)
    .map(unescaped)
    .filter((text) => text.trim() !== "");
  return [...between, ...spoken].join("\n");
}

/** The title of the document, and the headings of the first rank, as a reader gets them. */
export function titlesOf(html: string): string[] {
  return textsOf(/<head>[\s\S]*?<\/head>/.exec(markupOf(html))?.[0] ?? "", "title");
}

export function headingsOf(html: string): string[] {
  return textsOf(markupOf(html), "h1");
}

function textsOf(markup: string, element: string): string[] {
  const found = markup.matchAll(new RegExp(`<${element}[^>]*>([\\s\\S]*?)</${element}>`, "g"));
  return [...found].map(([, text = ""]) => unescaped(text.replace(/<[^>]*>/g, "")).trim());
}

/** A whole answer, page or data, scripts included, with nothing escaped any more: to look for words in. */
export function readable(answer: string): string {
  return unescaped(
    answer.replaceAll(/\\u([\da-f]{4})/gi, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  );
}

/** The page without what stands in its scripts. */
function markupOf(html: string): string {
  return html.replace(/(<script[^>]*>)[\s\S]*?<\/script>/g, "$1</script>").replace(/<!--[\s\S]*?-->/g, "");
}

function unescaped(text: string): string {
  const names: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    return names[name ?? ""] ?? whole;
  });
}

/** Addresses of the portal that a page links to, without the part behind `#`. */
export function linksIn(html: string): string[] {
  const links = tagsIn(html)
    // What is downloaded is no page.
    .filter(({ name, attributes }) => name === "a" && !attributes.has("download"))
    .map(({ attributes }) => (attributes.get("href") ?? "").split("#", 1)[0] ?? "")
    .filter((href) => href.startsWith("/") && !href.startsWith("//"));
  return [...new Set(links)];
}

export type PageForm = {
  /** As written; empty for the page itself. */
  readonly action: string;
  readonly method: "get" | "post";
  /** What is sent when nothing is typed, without buttons. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly buttons: readonly (readonly [name: string, value: string])[];
  /** Names of all fields, those that nobody has ticked as well. */
  readonly names: ReadonlySet<string>;
};

export function formsIn(html: string): PageForm[] {
  const markup = markupOf(html);
  return [...markup.matchAll(/<form\b[\s\S]*?<\/form>/g)].map(([text]) => formOf(text));
}

function formOf(text: string): PageForm {
  const tags = tagsIn(text);
  const form = tags[0]?.attributes ?? new Map<string, string>();
  const fields: [string, string][] = [];
  const buttons: [string, string][] = [];
  const names = new Set<string>();
  let select: { name: string; value: string | undefined } | undefined;
  const endSelect = () => {
    if (select?.value !== undefined) fields.push([select.name, select.value]);
    select = undefined;
  };
  for (const { name, attributes, index } of tags) {
    const field = attributes.get("name");
    const value = attributes.get("value") ?? "";
    if (name !== "option") endSelect();
    if (field !== undefined) names.add(field);
    if (name === "option" && select !== undefined && !attributes.has("disabled")) {
      if (attributes.has("selected") || select.value === undefined) select.value = value;
    } else if (field === undefined || attributes.has("disabled")) continue;
    else if (name === "select") select = { name: field, value: undefined };
    else if (name === "textarea")
      fields.push([field, unescaped(/>([\s\S]*?)<\/textarea>/.exec(text.slice(index))?.[1] ?? "")]);
    else if (name === "button" || attributes.get("type") === "submit") buttons.push([field, value]);
    else if (name === "input" && isSent(attributes))
      fields.push([field, attributes.has("value") || !isTick(attributes) ? value : "on"]);
  }
  endSelect();
  const method = form.get("method")?.toLowerCase() === "post" ? "post" : "get";
  return { action: form.get("action") ?? "", method, fields, buttons, names };
}

function isSent(attributes: ReadonlyMap<string, string>): boolean {
  const type = attributes.get("type");
  if (type === "checkbox" || type === "radio") return attributes.has("checked");
  return type !== "file";
}

function isTick(attributes: ReadonlyMap<string, string>): boolean {
  return ["checkbox", "radio"].includes(attributes.get("type") ?? "");
}
