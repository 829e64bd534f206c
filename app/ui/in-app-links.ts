import { useNavigate } from "@remix-run/react";
import { type RefObject, useEffect, useRef } from "react";

/**
 * Follows plain links that say `data-in-app` without loading the whole page anew, by one listener around all of them.
 * A list has a hundred links, and each `Link` of Remix asks four contexts for its own address and listens by itself.
 * What a browser does with a link in its own way stays the browser's: another tab, a window, a download. With
 * `data-in-app="keep-scroll"` the page stays where it is scrolled to, for another order of the same rows.
 *
 * @returns for the element that the links stand in
 */
export function useInAppLinks<E extends HTMLElement>(): RefObject<E> {
  const around = useRef<E>(null);
  const navigate = useNavigate();
  useEffect(() => {
    const element = around.current;
    const follow = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[data-in-app]") : null;
      if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented || event.button !== 0) return;
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      // Where one already is: as a browser does, without another step to go back.
      navigate(link.pathname + link.search + link.hash, {
        replace: link.href === window.location.href,
        preventScrollReset: link.dataset["inApp"] === "keep-scroll",
      });
    };
    element?.addEventListener("click", follow);
    return () => element?.removeEventListener("click", follow);
  }, [navigate]);
  return around;
}
