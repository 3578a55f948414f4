import type { HostedShop } from "../hosted-shop.ts";
import { BadRequest, type Exchange, type Route } from "../http.ts";

type Handle = (exchange: Exchange, hosted: HostedShop, parameters: readonly string[]) => void | Promise<void>;

/** A path beneath one shop's own, `/control/shops/{domain or handle}`; groups of `path` are the handler's parameters. */
export function shopRoute(method: Route["method"], path: string, handle: Handle): Route {
  return {
    method,
    path: new RegExp(`^/control/shops/([^/]+)${path}$`),
    handle: (exchange, [name = "", ...parameters]) => {
      const hosted = exchange.platform.find(name);
      if (!hosted) throw new BadRequest(`There is no shop ${name}`, 404);
      return handle(exchange, hosted, parameters);
    },
  };
}
