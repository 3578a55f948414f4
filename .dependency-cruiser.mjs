/**
 * Who may look into whom. Each rule names the rooms that a room may import from; everything else of ours is forbidden.
 * A finding is mended by moving the line to the room that may say it (docs/architecture.md, "Rooms"), not by widening a rule.
 */
const rooms = {
  lib: [],
  db: ["lib"],
  shopify: ["lib", "db"],
  ingest: ["lib", "db", "shopify"],
  rollups: ["lib", "db"],
  insights: ["lib", "db"],
  jobs: ["lib", "db", "shopify", "ingest", "rollups"],
  components: ["lib", "insights"],
  routes: ["lib", "db", "shopify", "insights", "jobs", "components"],
};

const roomRules = Object.entries(rooms).map(([room, may]) => ({
  name: `room-${room}`,
  comment: `app/${room} may look into: ${[...may, "itself"].join(", ")}.`,
  severity: "error",
  from: { path: `^app/${room}/`, pathNot: "\\.test\\.tsx?$" },
  to: { path: "^app/[^/]+/", pathNot: `^app/(${[room, ...may, "types"].join("|")})/` },
}));

export default {
  forbidden: [
    ...roomRules,
    {
      name: "components-take-only-types-from-insights",
      comment: "Views get their rows as props; of insights they may know the row types alone.",
      severity: "error",
      from: { path: "^app/components/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^app/insights/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "lib-is-pure",
      comment: "app/lib holds pure nouns: no I/O, no environment, no root module of the app.",
      severity: "error",
      from: { path: "^app/lib/", pathNot: "\\.test\\.ts$" },
      to: { path: "^app/[^/]+\\.(ts|tsx)$|^(node:)?(fs|net|http|https|child_process)$" },
    },
    {
      name: "app-never-knows-its-stand-in",
      comment: "Production code imports nothing of the simulator, the demo, the benchmarks or the tests.",
      severity: "error",
      from: { path: "^(app|worker)/|^server\\.ts$", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^(simulator|demo|bench|test)/" },
    },
    {
      name: "simulator-never-knows-the-app",
      comment: "The stand-in for Shopify must not share the app's understanding: it imports nothing of app/.",
      severity: "error",
      from: { path: "^simulator/", pathNot: "\\.test\\.ts$" },
      to: { path: "^(app|worker|demo|bench)/" },
    },
    {
      name: "books-never-read-the-ledger",
      comment: "The simulator's books judge the ledger: they are kept from events alone.",
      severity: "error",
      from: { path: "^simulator/world/books" },
      to: { path: "^simulator/world/ledger" },
    },
    {
      name: "second-telling-shares-no-code",
      comment:
        "What judges the app's numbers knows of it the insights that it asks, and types; only what plays the shop or asks pages uses more.",
      severity: "error",
      from: { path: "^test/second/", pathNot: "^test/second/(living|withheld|main)\\.ts$|\\.test\\.ts$" },
      to: { path: "^(app|worker)/", pathNot: "^app/insights/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "remix-only-at-the-edge",
      comment: "@remix-run/* is spoken in routes, components, root and entry only, so that the router can be changed at the edge.",
      severity: "error",
      from: { path: "^app/", pathNot: "^app/(routes/|components/|root\\.tsx|entry\\.|routes\\.ts|shopify\\.server\\.ts)" },
      to: { path: "@remix-run/" },
    },
    { name: "no-cycles", comment: "Modules that import each other are one module.", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-undeclared-packages",
      comment: "A package that is used must stand in package.json.",
      severity: "error",
      from: { pathNot: "\\.test\\.tsx?$" },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown", "unknown"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(build|\\.cache|\\.data|coverage)/|\\.generated\\.d\\.ts$" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default", "types"] },
  },
};
