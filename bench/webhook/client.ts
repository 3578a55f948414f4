import { connect, type Socket } from "node:net";

/** An answer: its status, and when it was there, in milliseconds of this process's clock. */
export type Answer = { readonly status: number; readonly at: number };

/** Sends one request and resolves with its answer; a connection carries one request at a time. */
export type Connection = { send(request: string): Promise<Answer>; close(): void };

/**
 * A bare connection that costs the machine as little as can be, so that what is measured is the server: it writes requests that are ready
 * made and reads answers without a body.
 */
export async function openConnection(port: number): Promise<Connection> {
  const socket: Socket = connect(port, "127.0.0.1").setNoDelay();
  await new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  let waiting: { resolve(answer: Answer): void; reject(error: Error): void } | undefined;
  let received = "";
  const fail = () => waiting?.reject(new Error("the server closed the connection"));
  socket.setEncoding("latin1");
  socket.on("error", fail).on("close", fail);
  socket.on("data", (chunk: string) => {
    received += chunk;
    if (!received.endsWith("\r\n\r\n")) return;
    const status = Number(received.slice(9, 12));
    received = "";
    waiting?.resolve({ status, at: performance.now() });
  });
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}
