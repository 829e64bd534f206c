import { productName } from "#app/i18n/product-name.ts";
import { english } from "#app/i18n/resources.en.ts";
import { headingsOf, tagsIn, textOf, titlesOf } from "./html.ts";
import type { Answer } from "./site.ts";

/** `namespace:key` as it would stand on a page for which there are no words. */
const rawKey = new RegExp(`(?<![\\w:/])(?:${Object.keys(english).join("|")}):[a-z]\\w*`, "i");

/** What can be wrong with any page, whatever it shows; empty for a good one. */
export function pageFaults(answer: Answer, language: "en" | "de"): string[] {
  const { text: html } = answer;
  const text = textOf(html);
  return [...headerFaults(answer), ...documentFaults(html, language), ...wordFaults(text)];
}

function headerFaults({ headers, text: html }: Answer): string[] {
  const faults: string[] = [];
  const policy = headers.get("content-security-policy") ?? "";
  const nonce = /script-src 'nonce-([\w-]{24})' 'strict-dynamic'/.exec(policy)?.[1];
  if (nonce === undefined) faults.push(`no nonce in the policy: ${policy}`);
  if (!/default-src 'none'/.test(policy)) faults.push("the policy allows what it does not name");
  for (const { name, attributes } of tagsIn(html)) {
    if (name === "script" && attributes.get("nonce") !== nonce) faults.push("a script without the nonce");
    if (name === "style" || attributes.has("style")) faults.push(`a style on a <${name}>, which the policy forbids`);
    const handler = [...attributes.keys()].find((key) => key.startsWith("on"));
    if (handler !== undefined) faults.push(`${handler} on a <${name}>`);
  }
  if (headers.get("cache-control") !== "no-store") faults.push(`cache-control: ${headers.get("cache-control")}`);
  if (headers.get("x-content-type-options") !== "nosniff") faults.push("no nosniff");
  if (headers.get("x-frame-options") !== "DENY") faults.push("can be framed");
  if (headers.get("strict-transport-security") === null) faults.push("no strict-transport-security");
  if (!/^text\/html; ?charset=utf-8$/i.test(headers.get("content-type") ?? "")) faults.push("not a page in UTF-8");
  for (const { name, attributes } of tagsIn(html))
    if (name === "input" && /password/i.test(attributes.get("name") ?? "") && attributes.get("type") !== "password")
      faults.push(`a password is typed into ${attributes.get("name")} for everybody to read`);
  return faults;
}

function documentFaults(html: string, language: string): string[] {
  const faults: string[] = [];
  if (html.includes("\0")) faults.push("a NUL");
  const tags = tagsIn(html);
  const root = tags.find(({ name }) => name === "html");
  if (root?.attributes.get("lang") !== language) faults.push(`lang is ${root?.attributes.get("lang")}`);
  const headings = headingsOf(html);
  if (headings.length !== 1 || headings[0] === "") faults.push(`${headings.length} h1: ${headings.join(" | ")}`);
  const titles = titlesOf(html);
  if (titles.length !== 1 || !titles[0]?.endsWith(productName) || /^\s*·|·\s*·/.test(titles[0]))
    faults.push(`the title is "${titles.join(" | ")}"`);
  const ids = tags.flatMap(({ attributes }) => attributes.get("id") ?? []);
  for (const id of new Set(ids.filter((one, index) => ids.indexOf(one) !== index))) faults.push(`the id ${id} twice`);
  const wanting = ["for", "aria-describedby", "aria-labelledby", "aria-controls"] as const;
  for (const { name, attributes } of tags)
    for (const key of wanting)
      for (const id of attributes.get(key)?.split(" ") ?? [])
        if (!ids.includes(id)) faults.push(`${key}="${id}" on a <${name}> leads nowhere`);
  for (const { name, attributes } of tags)
    for (const [key, value] of attributes) if (isNonsense(value)) faults.push(`${key}="${value}" on a <${name}>`);
  return faults;
}

function wordFaults(text: string): string[] {
  const faults: string[] = [];
  const key = rawKey.exec(text)?.[0];
  if (key !== undefined) faults.push(`a key instead of words: ${key}`);
  if (/\{\{|\}\}/.test(text)) faults.push("a fact that was not filled in");
  const nonsense = text.split("\n").find(isNonsense);
  if (nonsense !== undefined) faults.push(`reads "${nonsense}"`);
  return faults;
}

function isNonsense(text: string): boolean {
  return /\b(undefined|NaN|Infinity|Invalid Date)\b|\[object \w+\]/.test(text);
}
