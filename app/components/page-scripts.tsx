import { Scripts, ScrollRestoration } from "@remix-run/react";
import { Children, cloneElement, isValidElement, type ReactNode } from "react";
import { useNonce } from "./nonce.ts";

/** The scripts of a page, all with the nonce of this answer. */
export function PageScripts() {
  const nonce = useNonce();
  return (
    <>
      <ScrollRestoration nonce={nonce} />
      <NoncedScripts nonce={nonce} />
    </>
  );
}

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
