import { Scripts, ScrollRestoration, useMatches } from "@remix-run/react";
import { Children, cloneElement, isValidElement, type ReactNode } from "react";
import { useNonce } from "./nonce.ts";
import { isPlain } from "./plain-page.ts";
import { recentStorageKey } from "./search/recent.ts";

/**
 * The scripts of a page, all with the nonce of this answer. A plain page has none of them; where one comes to it from
 * a page with scripts, those that are at work stay.
 */
export function PageScripts() {
  const nonce = useNonce();
  const handle = useMatches().at(-1)?.handle;
  if (isPlain(handle) && typeof document === "undefined") {
    // oxlint-disable-next-line react/no-danger -- a text of our own
    return <script nonce={nonce} dangerouslySetInnerHTML={{ __html: plainScript }} />;
  }
  return (
    <>
      <ScrollRestoration nonce={nonce} />
      <NoncedScripts nonce={nonce} />
    </>
  );
}

/**
 * All that a plain page has of `SearchOpener`: the keys lead to the search page, and where nobody may search, what was
 * opened from the search box before is forgotten.
 */
const plainScript = `const a=document.querySelector("a[aria-keyshortcuts]");
if(a)addEventListener("keydown",e=>{
if(e.altKey||!(e.key==="/"?!e.ctrlKey&&!e.metaKey&&!e.target.closest("input,textarea,select"):e.key==="k"&&(e.ctrlKey||e.metaKey)))return;
e.preventDefault();a.click()});
else try{localStorage.removeItem("${recentStorageKey}")}catch{}`;

/**
 * Remix puts the nonce on scripts but not on the `modulepreload` links beside them, and a browser refuses to preload
 * a module without it. So its component is called here as the function it is, and the links get theirs.
 */
function NoncedScripts({ nonce }: { nonce: string }) {
  return <>{withNonce(Scripts({ nonce }), nonce)}</>;
}

function withNonce(node: ReactNode, nonce: string): ReactNode {
  return Children.map(node, (child) => {
    if (!isValidElement<{ children?: ReactNode; rel?: string; nonce?: string }>(child)) return child;
    if (child.type === "link") return cloneElement(child, { nonce });
    if (child.type === "script" || child.props.children === undefined) return child;
    return cloneElement(child, {}, withNonce(child.props.children, nonce));
  });
}
