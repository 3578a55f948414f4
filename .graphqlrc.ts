import { pluckConfig, preset } from "@shopify/api-codegen-preset";

const generated = "./app/types/generated";

/** Shopify's Admin schema, as it lies in the repository: nothing is fetched. Read by `npm run graphql-codegen` and by editors. */
export default {
  projects: {
    default: {
      schema: "./simulator/schema/admin-2026-10.graphql",
      documents: ["./app/**/*.{ts,tsx}", "!./app/**/*.test.ts", "!./app/types/**"],
      extensions: {
        codegen: {
          pluckConfig,
          generates: {
            [`${generated}/admin.types.d.ts`]: { plugins: ["typescript"], config: { onlyOperationTypes: true } },
            [`${generated}/admin.generated.d.ts`]: { preset, presetConfig: { apiType: "Admin" } },
          },
        },
      },
    },
  },
};
