import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { setTimeout as delay, setImmediate as nextTurn } from "node:timers/promises";
import { type DocumentNode, getArgumentValues, getNamedType, Kind, type OperationDefinitionNode } from "graphql";
import { NodeList } from "../../world/wire.ts";
import type { Counters } from "../counters.ts";
import type { FaultSettings } from "../faults/faults.ts";
import { selectNodes } from "../graphql/connection.ts";
import type { AdminContext } from "../graphql/resolve.ts";
import { adminSchema, nodeTypeName } from "../graphql/schema.ts";
import { bulkOperationBody } from "../webhooks/bodies/bulk-operation.ts";
import { LineFile } from "./line-file.ts";
import { exportLines, type Line } from "./lines.ts";
import type { BulkErrorCode, BulkFile, BulkOperation, BulkStatus } from "./operations.ts";
import { BulkAccessDenied, compileNodes } from "./projector.ts";

/** Milliseconds of work after which other requests get their turn. */
const SLICE_MS = 8;
const STALL_CHECK_MS = 25;
/** An export that is to be slow waits no shorter at a time, and looks at least so often whether it is cancelled. */
const LEAST_WAIT_MS = 5;
const LONGEST_WAIT_MS = 100;

type CheckedQuery = { readonly document: DocumentNode; readonly operation: OperationDefinitionNode };
type Ending = { readonly status: BulkStatus; readonly errorCode: BulkErrorCode | null };

/** Runs one bulk operation to its end, in slices, so that the stand-in answers meanwhile; memory does not grow with the export. */
export async function runExport(
  context: AdminContext,
  operation: BulkOperation,
  query: CheckedQuery,
  groupObjects: boolean,
): Promise<void> {
  const { platform, hosted } = context;
  const token = randomBytes(16).toString("hex");
  const path = join(platform.filesFolder, `${token}.jsonl`);
  let file: LineFile | null = null;
  let ending: Ending = { status: "FAILED", errorCode: "INTERNAL_SERVER_ERROR" };
  await nextTurn();
  try {
    if (operation.status === "CREATED") operation.status = "RUNNING";
    file = await LineFile.create(path, hosted.faults.settings.childrenFar);
    ending = await writeLines(context, operation, linesOf(context, query, groupObjects, hosted.faults.settings), file);
  } catch (error) {
    operation.reason = error instanceof Error ? error.message : String(error);
    if (error instanceof BulkAccessDenied) ending = { status: "FAILED", errorCode: "ACCESS_DENIED" };
    else if (!platform.stopped) platform.logger.error(`bulk operation ${operation.id} failed`, error);
  }
  const size = (await file?.close()) ?? 0;
  const left: BulkFile = { path, url: `${platform.url}/bulk/${token}.jsonl`, size };
  operation.errorCode = ending.errorCode;
  operation.end(ending.status, platform.clock.now(), left);
  platform.webhooks.tell(hosted, "bulk_operations/finish", () => bulkOperationBody(operation));
}

async function writeLines(context: AdminContext, operation: BulkOperation, lines: Iterable<Line>, file: LineFile): Promise<Ending> {
  const { platform, hosted } = context;
  const faults = hosted.faults.settings;
  const stallAt = hosted.faults.strikes("bulkStallNext") ? faults.bulkFailAtObject : Number.POSITIVE_INFINITY;
  const failAt = hosted.faults.strikes("bulkFailNext") ? faults.bulkFailAtObject : Number.POSITIVE_INFINITY;
  const expireAt = hosted.faults.strikes("bulkExpireNext") ? faults.bulkFailAtObject : Number.POSITIVE_INFINITY;
  const spoil = spoiler(faults, hosted.counters);
  const startedAt = performance.now();
  let sliceStartedAt = startedAt;
  for (const line of lines) {
    if (operation.objects >= failAt) return { status: "FAILED", errorCode: "INTERNAL_SERVER_ERROR" };
    if (operation.objects >= expireAt) return { status: "EXPIRED", errorCode: null };
    const stallEndsAt = performance.now() + (faults.bulkStallSeconds || Number.POSITIVE_INFINITY) * 1000;
    while (operation.objects >= stallAt && operation.status === "RUNNING" && !platform.stopped) {
      if (performance.now() > stallEndsAt) return { status: "CANCELED", errorCode: null };
      await delay(STALL_CHECK_MS);
    }
    if (isCancelled(operation) || platform.stopped) return { status: "CANCELED", errorCode: null };
    operation.objects += 1;
    if (line.isRoot) operation.rootObjects += 1;
    file.add(spoil(line.text, operation.objects), line.isRoot);
    if ((operation.objects & 31) !== 0 && faults.exportObjectsPerSecond === 0) continue;
    if (performance.now() - sliceStartedAt > SLICE_MS) {
      await file.flush();
      await nextTurn();
      sliceStartedAt = performance.now();
    }
    await untilDue(context, operation, startedAt);
  }
  if (isCancelled(operation)) return { status: "CANCELED", errorCode: null };
  if (Number.isFinite(failAt)) return { status: "FAILED", errorCode: "INTERNAL_SERVER_ERROR" };
  if (Number.isFinite(expireAt)) return { status: "EXPIRED", errorCode: null };
  return { status: "COMPLETED", errorCode: null };
}

/** Keeps an export to the pace that is set, as it is now; one that is cancelled does not wait. */
async function untilDue({ platform, hosted }: AdminContext, operation: BulkOperation, startedAt: number): Promise<void> {
  for (;;) {
    const { exportObjectsPerSecond: pace } = hosted.faults.settings;
    const dueMs = pace === 0 ? 0 : (operation.objects / pace) * 1000 - (performance.now() - startedAt);
    if (dueMs <= LEAST_WAIT_MS || isCancelled(operation) || platform.stopped) return;
    await delay(Math.min(dueMs, LONGEST_WAIT_MS));
  }
}

/** The status as it is now: requests that come in between change it. */
function isCancelled(operation: BulkOperation): boolean {
  return operation.status === "CANCELING";
}

function* linesOf(
  context: AdminContext,
  { document, operation }: CheckedQuery,
  groupObjects: boolean,
  faults: FaultSettings,
): Generator<Line> {
  const root = adminSchema().getQueryType();
  if (!root) throw new Error("The schema has no query root");
  const fragments = new Map(
    document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION).map((each) => [each.name.value, each]),
  );
  const world = context.hosted.shop.root();
  for (const node of operation.selectionSet.selections) {
    if (node.kind !== Kind.FIELD) throw new Error("A bulk query's top level holds fields alone");
    const field = root.getFields()[node.name.value];
    if (!field || !node.selectionSet || nodeTypeName(field.type) === null) continue;
    const denied = context.access.denied(root.name, node.name.value, field.type);
    if (denied) throw new BulkAccessDenied(`Access denied for ${node.name.value} field. Required access: ${denied}`);
    const list = world[node.name.value];
    if (!(list instanceof NodeList)) throw new Error(`The stand-in does not serve ${node.name.value}`);
    const roots = selectNodes(list, getArgumentValues(field, node, {}), (wire) => !context.access.hidden(wire));
    const projector = compileNodes({ access: context.access, fragments }, [node.selectionSet], getNamedType(field.type));
    yield* exportLines(roots, projector, {
      groupObjects,
      duplicateEvery: faults.duplicateEvery,
      truncateNestedAt: faults.truncateNestedAt,
    });
  }
}

/** Makes the lines of the given numbers unreadable, or takes their record's id away. */
function spoiler({ corruptLines, idlessLines }: FaultSettings, counters: Counters): (text: string, number: number) => string {
  if (corruptLines.length === 0 && idlessLines.length === 0) return (text) => text;
  const [corrupt, idless] = [new Set(corruptLines), new Set(idlessLines)];
  return (text, number) => {
    if (corrupt.has(number)) {
      counters.spoiledLines += 1;
      return text.slice(0, Math.ceil(text.length / 2));
    }
    return idless.has(number) ? text.replace(/"id":"[^"]*",?/, "") : text;
  };
}
