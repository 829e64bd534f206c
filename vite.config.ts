import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import remixOptions from "./remix.config.js";

export default defineConfig({
  plugins: [tailwindcss(), remix(remixOptions)],
  optimizeDeps: {
    // In development packages are bundled at the start. One that is found only later is bundled anew, together with a
    // second React, in which no hook works.
    entries: ["app/entry.client.tsx", "app/root.tsx", "app/routes/**/*.tsx"],
  },
  build: {
    // Source maps would publish the sources; a stack trace on the server has readable names without them.
    sourcemap: false,
    // Inlined assets are data: addresses, which the content security policy allows for images only.
    assetsInlineLimit: 0,
    target: "es2022",
  },
});
