import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";

export type Door = { readonly url: string; close(): void };

/** The app's door for webhooks as an address: whatever is posted there, the route itself answers. To be called once the app knows its environment. */
export async function openDoor(): Promise<Door> {
  const { action } = await import("../../app/routes/webhooks.tsx");
  const server = createServer(async (request, response) => {
    const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]);
    const asked = new Request(`http://localhost${request.url}`, { method: "POST", headers, body: new Uint8Array(await buffer(request)) });
    const { status } = await action({ request: asked, params: {}, context: {} });
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    url: `http://localhost:${typeof address === "object" && address ? address.port : 0}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
