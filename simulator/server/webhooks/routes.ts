import { z } from "zod";
import { shopRoute } from "../control/shop-route.ts";
import type { HostedShop } from "../hosted-shop.ts";
import { BadRequest, type Exchange, type Route, readJson, sendJson } from "../http.ts";
import type { Delivery } from "./delivery.ts";
import type { Timetable } from "./timetable.ts";

const SHOWN = 100;

const subscriptions = z.strictObject({
  apiVersion: z.string(),
  list: z.array(z.strictObject({ topic: z.string(), uri: z.string(), includeFields: z.array(z.string()).nullable().default(null) })),
});
const byHand = z.strictObject({
  topic: z.string().min(1),
  body: z.union([z.string(), z.record(z.string(), z.unknown())]).default({}),
  uri: z.string().optional(),
});

/** The webhooks of the stand-in: what the app subscribes to, what became of each delivery, and sending by hand. */
export const webhookRoutes: readonly Route[] = [
  {
    method: "GET",
    path: /^\/control\/subscriptions$/,
    handle: ({ platform, response }) => sendJson(response, 200, platform.webhooks.subscriptions),
  },
  { method: "PUT", path: /^\/control\/subscriptions$/, handle: subscribe },
  shopRoute("GET", "/webhooks", list),
  shopRoute("POST", "/webhooks", sendByHand),
  shopRoute("DELETE", "/webhooks", ({ platform, response }, hosted) => {
    platform.webhooks.of(hosted).forget();
    sendJson(response, 200, platform.webhooks.of(hosted).counts);
  }),
  shopRoute("GET", "/webhooks/([^/]+)", ({ platform, response }, hosted, [id = ""]) => {
    sendJson(response, 200, shown(found(platform.webhooks.of(hosted).find(id), id), platform.webhooks.timetable));
  }),
  shopRoute("POST", "/webhooks/([^/]+)/send", ({ platform, response }, hosted, [id = ""]) => {
    const deliveries = platform.webhooks.of(hosted);
    deliveries.sendNow(found(deliveries.find(id), id));
    sendJson(response, 202, {});
  }),
];

async function subscribe({ platform, request, response }: Exchange): Promise<void> {
  platform.webhooks.subscriptions = subscriptions.parse(await readJson(request));
  sendJson(response, 200, platform.webhooks.subscriptions);
}

/** Counts, and the newest deliveries; `?topic=`, `?state=` and `?limit=` choose among them. */
function list({ platform, response, url }: Exchange, hosted: HostedShop): void {
  const [topic, state] = [url.searchParams.get("topic"), url.searchParams.get("state")];
  const limit = Number(url.searchParams.get("limit") ?? SHOWN);
  const { all, counts } = platform.webhooks.of(hosted);
  const chosen = all.filter((each) => (topic === null || each.message.topic === topic) && (state === null || each.state === state));
  sendJson(response, 200, { counts, deliveries: chosen.slice(0, limit).map((each) => shown(each, platform.webhooks.timetable)) });
}

async function sendByHand({ platform, request, response }: Exchange, hosted: HostedShop): Promise<void> {
  const { topic, body, uri } = byHand.parse(await readJson(request));
  sendJson(response, 202, { webhookId: platform.webhooks.sendByHand(hosted, topic, body, uri) });
}

function found(delivery: Delivery | undefined, id: string): Delivery {
  if (!delivery) throw new BadRequest(`There is no webhook ${id}`, 404);
  return delivery;
}

function shown({ message, uri, state, retries, nextAt, attempts }: Delivery, timetable: Timetable): object {
  const { webhookId, eventId, topic, triggeredAt, body } = message;
  const dueInSeconds = nextAt === null ? null : Math.max(0, Math.round((nextAt - timetable.now()) / 1000));
  return { webhookId, eventId, topic, uri, state, retries, dueInSeconds, triggeredAt, attempts, body };
}
