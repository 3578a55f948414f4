import { ZodError } from "zod";
import { ShopifyError } from "../shopify/errors.ts";

/** What a merchant is told of a failure. */
export type Explanation = { readonly error: string; readonly remedy: string };

/** A step of the sync that cannot succeed, however often it is tried. */
export class StepFailed extends Error {
  override readonly name = "StepFailed";
  readonly remedy: string;

  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}

/** Whether the same job may succeed later. What is not known to be final is tried again. */
export function mayRetry(error: unknown): boolean {
  if (error instanceof StepFailed) return false;
  return error instanceof ShopifyError ? error.retry : true;
}

/** Says what was wrong, where, and what to do. `where` names the step: "Exporting customers". */
export function explain(error: unknown, where: string): Explanation {
  if (error instanceof StepFailed || error instanceof ShopifyError) return { error: `${where}: ${error.message}`, remedy: error.remedy };
  if (error instanceof ZodError) {
    const [issue] = error.issues;
    return {
      error: `${where}: an answer had an unexpected form (${issue?.path.join(".")}: ${issue?.message})`,
      remedy: "Sync again. If it fails in the same way, report this message to Tillwise's support.",
    };
  }
  return {
    error: `${where}: ${error instanceof Error ? error.message : String(error)}`,
    remedy: "Sync again. What was loaded stays, and is not loaded twice.",
  };
}
