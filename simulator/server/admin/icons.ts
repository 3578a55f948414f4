import { Html } from "./html.ts";

const icon = (path: string): Html =>
  new Html(
    `<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round" stroke-linecap="round">${path}</svg>`,
  );

/** The icons of Admin's navigation. */
export const icons = {
  home: icon('<path d="M3.5 9 10 3.5 16.5 9v6.5a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1z"/><path d="M8 16.5v-4h4v4"/>'),
  orders: icon(
    '<path d="M4 11 5.5 4h9L16 11v4.5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1z"/><path d="M4 11h3.5c0 1.5 1 2.5 2.5 2.5s2.5-1 2.5-2.5H16"/>',
  ),
  products: icon('<path d="M3.5 10V4.5a1 1 0 0 1 1-1H10l6.5 6.5-6.5 6.5z"/><circle cx="7" cy="7" r=".8"/>'),
  customers: icon('<circle cx="10" cy="6.5" r="3"/><path d="M4 16.5c.6-3 3-4.5 6-4.5s5.400 1.500 6 4.500"/>'),
  analytics: icon('<path d="M4 16.500v-5M10 16.500v-13M16 16.500v-8.500"/>'),
  settings: icon(
    '<circle cx="10" cy="10" r="2.500"/><path d="M10 3v2M10 15v2M3 10h2M15 10h2M5 5l1.500 1.500M13.500 13.500 15 15M15 5l-1.500 1.500M6.500 13.500 5 15"/>',
  ),
  menu: icon('<path d="M3.500 6h13M3.500 10h13M3.500 14h13"/>'),
  bag: icon('<path d="M5 7h10l.8 9.500H4.200z"/><path d="M7.500 7c0-2 1-3.500 2.500-3.500S12.500 5 12.500 7"/>'),
  app: icon('<rect x="3.500" y="3.500" width="13" height="13" rx="3"/><path d="M7 13v-2.500M10 13V7M13 13V9"/>'),
};
