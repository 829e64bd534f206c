/**
 * The direction of imports: `app/domain ◄ db ◄ app/services, app/views ◄ app/routes · jobs · API`.
 * Every rule says why it is there; a rule without a reason is taken out sooner or later.
 */

/** @param {string} name @param {string} comment @param {object} from @param {object} to */
const never = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

const packages = "node_modules/";
/** @param {string} names a regular expression of package names */
const onlyPackages = (names) => `node_modules/(?!(${names})/)`;

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    never(
      "no-circular",
      "Two files that need each other are one thing cut at the wrong place, and load in an order nobody chose.",
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    ),
    never(
      "not-to-unresolvable",
      "An import that resolves to nothing fails at run time, after the tests that do not touch it have passed.",
      {},
      { couldNotResolve: true },
    ),
    never(
      "domain-is-pure",
      "Decisions about money and dates must be the same on every machine and at every time: " +
        "the domain sees only itself and its arguments.",
      { path: "^app/domain" },
      { pathNot: ["^app/domain", "node_modules/temporal-polyfill/"] },
    ),
    never(
      "domain-without-node",
      "A clock, a random id or a file inside a decision makes it untestable at its boundaries.",
      { path: "^app/domain" },
      { dependencyTypes: ["core"] },
    ),
    never(
      "db-below-services",
      "Repositories store what was decided; one that calls a service decides behind the transaction's back.",
      { path: "^db", pathNot: "^db/(cli|seeds|demo)" },
      { path: ["^app/(?!domain)", "^jobs"] },
    ),
    never(
      "db-without-web",
      "The same repositories serve jobs and the command line, where there is no page.",
      { path: "^db" },
      { path: `${packages}(@remix-run|react|react-dom|express)/` },
    ),
    never(
      "services-know-no-web",
      "A use case is called by a page, a job and the API alike; it must not know which.",
      { path: "^app/services" },
      { path: `${packages}(@remix-run|react|react-dom|express|react-i18next|i18next)/` },
    ),
    never(
      "services-know-no-adapters",
      "Clocks, mailers and vaults come in through ports.ts, so that a test can hand in its own.",
      { path: "^app/services" },
      { path: "^(app/(adapters|routes|http|server|ui|components|views|i18n)|jobs|app/composition)" },
    ),
    never(
      "views-only-read",
      "A view answers a GET; if it could call a service, a GET could write.",
      { path: "^app/views" },
      { path: "^(app/(services|adapters|routes|http|server|ui|components)|jobs|app/composition)" },
    ),
    never(
      "views-are-json",
      "Views are plain JSON for pages and API; React in them would tie them to one of the two.",
      { path: "^app/views" },
      { path: `${packages}(@remix-run|react|react-dom|express)/` },
    ),
    never(
      "adapters-decide-nothing",
      "An adapter fits one outside library to one port; rules in it would be lost when it is exchanged.",
      { path: "^app/adapters" },
      { path: "^(app/(routes|views|ui|components|server)|jobs|app/composition)" },
    ),
    never(
      "ui-knows-no-business",
      "The design system is drawn from props alone; then it can be looked at, tested and reused without a database.",
      { path: "^app/ui" },
      { path: "^(?!app/ui|node_modules|react|node:)" },
    ),
    never(
      "ui-packages",
      "From Remix the design system takes Link and Form markup only; anything else is the page's business.",
      { path: "^app/ui" },
      { path: onlyPackages("react|react-dom|lucide-react|@remix-run/react|@types/[^/]+") },
    ),
    never(
      "components-stay-in-the-browser",
      "Components are sent to the browser; an import of server code would ship secrets or break the bundle.",
      { path: "^app/components" },
      { path: "^(db|jobs|app/(services|adapters|server|routes|composition))|\\.server\\.tsx?$" },
    ),
    never(
      "routes-are-thin",
      "A route that reaches the database or an adapter goes round the permission table and the organisation's scope.",
      { path: "^app/routes" },
      { path: "^(db|jobs|app/(adapters|server))" },
    ),
    never(
      "routes-stand-alone",
      "What two routes share belongs to a component, a view or app/http, where it has a name.",
      { path: "^app/routes" },
      { path: "^app/routes" },
    ),
    never(
      "api-speaks-for-services",
      "The API is another way to say what services and views decide; a query or an adapter in it would be a second way.",
      { path: "^app/api" },
      { path: "^(db|jobs|app/(adapters|routes|ui|components|server|composition|root|entry))" },
    ),
    never(
      "api-wire-is-pure",
      "What stands on the wire is made from arguments alone, so that every documented object can be tested without a server.",
      { path: "^app/api/wire" },
      { path: "^(app/(api/server|http|services)|db)|\\.server\\.tsx?$", dependencyTypesNot: ["type-only"] },
    ),
    never(
      "http-below-routes",
      "app/http translates between HTTP and the house; it serves the routes and never calls them.",
      { path: "^app/http" },
      { path: "^(db|jobs|app/(routes|ui|adapters|server|root|entry))" },
    ),
    never(
      "http-below-components",
      "The shape of what a page is given may be named here; what draws it may not.",
      { path: "^app/http" },
      { path: "^app/components", dependencyTypesNot: ["type-only"] },
    ),
    never(
      "jobs-know-no-pages",
      "Jobs run in a process of their own and must start when no web server can. They read the same environment.",
      { path: "^jobs" },
      { path: "^app/(routes|http|server|ui|components|root|entry)", pathNot: "^app/http/env\\.server\\.ts$" },
    ),
    never(
      "composition-for-the-edges",
      "What wires everything is known to the edges only: the servers, the jobs and the commands.",
      {
        path: "^(app|db|jobs)",
        pathNot: "^(app/(server|routes|composition|http/load-context)|jobs|db/(cli|seeds|demo))",
      },
      { path: "^app/composition" },
    ),
    never(
      "product-does-not-import-tests",
      "Test helpers may lie about time and money; the product may not.",
      { path: "^(app|db|jobs)" },
      { path: "^test" },
    ),
    never(
      "no-dev-packages-in-product",
      "A package from devDependencies is missing on the partner's server.",
      { path: "^(app|db|jobs)", pathNot: "^app/server/dev\\.ts$" },
      { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"], pathNot: "node_modules/@types/" },
    ),
    never(
      "remix-shell-is-not-used",
      "The package `remix` is an empty shell whose import throws; the parts are @remix-run/*.",
      {},
      { path: "node_modules/remix/" },
    ),
    never(
      "no-orphan-folders",
      "A drawer without a subject fills with whatever nobody could place.",
      {},
      { path: "/(utils|util|misc|helpers|lib|common)(/|\\.tsx?$)", pathNot: ["node_modules", "i18n/locales/"] },
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: ["^build", "^data", "virtual:"] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    combinedDependencies: false,
    moduleSystems: ["es6"],
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "node", "default"],
      extensions: [".ts", ".tsx", ".js", ".mjs", ".css"],
    },
  },
};
