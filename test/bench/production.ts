/** Imported before anything else: React and Remix choose their quick or their checking build when they are loaded. */
process.env["NODE_ENV"] = "production";
