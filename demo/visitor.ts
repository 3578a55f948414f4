import type { Running } from "./start.ts";

/** Bots are shown nothing by Shopify's library: a visitor says what a browser says. */
const BROWSER = {
  "User-Agent": "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36",
  "Accept-Language": "en",
};

/** Does over HTTP what a merchant's browser does: opens the app in Admin, and presses its buttons. */
export class Visitor {
  readonly #house: Pick<Running, "adminUrl" | "simulator" | "app" | "shop">;

  constructor(house: Pick<Running, "adminUrl" | "simulator" | "app" | "shop">) {
    this.#house = house;
  }

  /** Opens the app in Admin for the first time: the shop installs it, and the app exchanges the session token and looks the shop up. */
  async install(): Promise<void> {
    const admin = await this.#get(this.#house.adminUrl);
    const frame = /<iframe[^>]*\ssrc="([^"]+)"/.exec(admin)?.[1];
    if (!frame) throw new Error(`There is no frame with the app at ${this.#house.adminUrl}.`);
    await this.#get(frame.replace(/&(?:amp|#38);/g, "&"));
  }

  /** Presses "Sync now". */
  async requestSync(): Promise<void> {
    await this.#submit("/app/sync.data", { intent: "start" });
  }

  /** Presses "Check now". */
  async requestCheck(): Promise<void> {
    await this.#submit("/app/sync.data", { intent: "check" });
  }

  async #get(address: string): Promise<string> {
    const answer = await fetch(address, { headers: BROWSER });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${new URL(address).pathname} answered ${answer.status}: ${text.slice(0, 300)}`);
    return text;
  }

  async #submit(path: string, fields: Record<string, string>): Promise<void> {
    const token = await this.#get(`${this.#house.simulator}/session-token/${this.#house.shop.domain}`);
    const headers = { ...BROWSER, Authorization: `Bearer ${token}` };
    const answer = await fetch(this.#house.app + path, { method: "POST", headers, body: new URLSearchParams(fields) });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
  }
}
