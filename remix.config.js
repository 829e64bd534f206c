// @ts-check

/**
 * The one home of Remix's options; vite.config.ts hands them to the Vite plugin,
 * which does not read this file by itself.
 *
 * @type {import("@remix-run/dev").VitePluginConfig}
 */
export default {
  appDirectory: "app",
  serverModuleFormat: "esm",
  serverBuildFile: "index.js",
  ignoredRouteFiles: ["**/.*", "**/README.md"],
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    // All pages together are one small file that browsers keep. Found page by page, their list would be made anew within
    // every page, and asked for again behind every link that is seen.
    v3_lazyRouteDiscovery: false,
    // Flat files in app/routes are the route table: a page is found by its name, without a second list.
    v3_routeConfig: false,
    // The stream format of single fetch has an open vulnerability report (remix-run/remix#11604),
    // so loaders and actions answer plain JSON.
    v3_singleFetch: false,
  },
};
