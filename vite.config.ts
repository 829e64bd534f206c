import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import remixOptions from "./remix.config.js";

export default defineConfig({
  plugins: [tailwindcss(), remix(remixOptions)],
  build: {
    // Source maps would publish the sources; a stack trace on the server has readable names without them.
    sourcemap: false,
    // Inlined assets are data: addresses, which the content security policy allows for images only.
    assetsInlineLimit: 0,
    target: "es2022",
  },
});
