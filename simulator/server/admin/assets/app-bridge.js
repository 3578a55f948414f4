// A stand-in for https://cdn.shopify.com/shopifycloud/app-bridge.js: gives the app `window.shopify` and speaks with Admin around the frame.
(() => {
  const script = document.currentScript;
  const admin = new URL(script.src).origin;
  const isFramed = window.parent !== window;
  const parameters = new URLSearchParams(location.search);
  const remembered = JSON.parse(sessionStorage.getItem("app-bridge-config") ?? "{}");
  const config = {
    apiKey: script.dataset.apiKey ?? document.querySelector('meta[name="shopify-api-key"]')?.content ?? remembered.apiKey,
    shop: parameters.get("shop") ?? remembered.shop,
    host: parameters.get("host") ?? remembered.host,
    locale: parameters.get("locale") ?? remembered.locale ?? "en",
  };
  sessionStorage.setItem("app-bridge-config", JSON.stringify(config));

  // Speaking with Admin.
  let lastId = 0;
  const waiting = new Map();
  const tell = (type, payload, id) => isFramed && parent.postMessage({ appBridge: true, id, type, payload }, admin);
  const ask = (type, payload) =>
    new Promise((resolve, reject) => {
      lastId += 1;
      const id = lastId;
      const timer = setTimeout(() => waiting.delete(id) && reject(new Error(`Admin did not answer ${type}`)), 10_000);
      waiting.set(id, { resolve, reject, timer });
      tell(type, payload, id);
    });
  addEventListener("message", ({ origin, data }) => {
    if (origin !== admin || !data?.appBridge) return;
    if (data.id) {
      const { resolve, reject, timer } = waiting.get(data.id) ?? {};
      waiting.delete(data.id);
      clearTimeout(timer);
      if (data.error) reject?.(new Error(data.error));
      else resolve?.(data.result);
    } else heard[data.type]?.(data.payload);
  });
  const toasts = new Map();
  const heard = {
    navigate,
    titleBarAction: (index) => titleBarButtons()[index]?.click(),
    saveBarAction: (which) =>
      openSaveBar()
        ?.querySelector(which === "save" ? 'button[variant="primary"]' : 'button:not([variant="primary"])')
        ?.click(),
    toastAction: (id) => toasts.get(id)?.onAction?.(),
    toastDismiss: (id) => toasts.get(id)?.onDismiss?.(),
  };

  // The session token, on every request to the app's own server.
  const idToken = () => ask("idToken");
  const plainFetch = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (!isFramed || new URL(request.url).origin !== location.origin || request.headers.has("Authorization"))
      return plainFetch(input, init);
    const send = async () => {
      const copy = new Request(request.clone());
      copy.headers.set("Authorization", `Bearer ${await idToken()}`);
      copy.headers.set("X-Requested-With", "XMLHttpRequest");
      return plainFetch(copy);
    };
    let response = await send();
    if (response.status === 401 && response.headers.get("X-Shopify-Retry-Invalid-Session-Request")) response = await send();
    const reauthorize = response.headers.get("X-Shopify-API-Request-Failure-Reauthorize-Url");
    if (!reauthorize) return response;
    open(reauthorize, "_top");
    return new Promise(() => {});
  };
  const reload = parameters.get("shopify-reload");
  if (reload && isFramed) {
    idToken().then((token) => {
      const url = new URL(reload, location.href);
      url.searchParams.set("id_token", token);
      location.replace(url);
    });
  }

  // Going places: Admin's navigation asks the app's router; links into Admin ask Admin.
  function navigate(href) {
    let link = [...document.querySelectorAll("ui-nav-menu a, s-app-nav a, s-app-nav s-link")].find(
      (each) => each.getAttribute("href") === href,
    );
    if (!link) {
      link = Object.assign(document.createElement("a"), { href, hidden: true });
      document.body.append(link);
      setTimeout(() => link.remove());
    }
    link.dispatchEvent(new CustomEvent("shopify:navigate", { bubbles: true, cancelable: true }));
  }
  const isAdmins = (address) => /^(shopify:|https:\/\/admin\.shopify\.com\/)/.test(String(address));
  const plainOpen = window.open.bind(window);
  window.open = (address = "", target = "_blank", features = undefined) => {
    const leavesFrame = target === "_top" || target === "_parent";
    if (!isFramed || !(isAdmins(address) || leavesFrame)) return plainOpen(address, target, features);
    tell("open", { url: isAdmins(address) ? String(address) : new URL(address, location.href).href, target });
    return null;
  };
  const open = (address, target) => window.open(address, target);
  document.addEventListener("click", (event) => {
    const link = event.composedPath().find((each) => each instanceof Element && each.matches?.("a[href]"));
    if (!link || event.defaultPrevented || !isAdmins(link.getAttribute("href"))) return;
    event.preventDefault();
    open(link.getAttribute("href"), event.metaKey || event.ctrlKey ? "_blank" : link.target || "_top");
  });
  const reportUrl = () => tell("url", { path: location.pathname + location.search + location.hash });
  for (const name of ["pushState", "replaceState"]) {
    const plain = history[name].bind(history);
    history[name] = (...rest) => {
      plain(...rest);
      reportUrl();
    };
  }
  addEventListener("popstate", reportUrl);

  // What the app says in its markup is shown by Admin.
  const style = document.createElement("style");
  style.textContent =
    "ui-nav-menu,s-app-nav,ui-title-bar,ui-save-bar,ui-modal{display:none}" +
    "ui-modal[open]{display:grid;position:fixed;inset:0;z-index:1000;place-items:center;background:rgb(0 0 0/50%)}" +
    "ui-modal[open]>*{background:#fff;border-radius:12px;max-width:620px;width:calc(100vw - 32px);max-height:80vh;overflow:auto}";
  document.head.append(style);
  const titleBarButtons = () => [
    ...document.querySelectorAll("ui-title-bar:not(ui-modal ui-title-bar) button, ui-title-bar:not(ui-modal ui-title-bar) a"),
  ];
  const openSaveBar = () => document.querySelector("ui-save-bar[open]");
  class Overlay extends HTMLElement {
    connectedCallback() {
      if (this.localName === "ui-modal") this.content ??= this;
    }
    show() {
      this.#change(true);
    }
    hide() {
      this.#change(false);
    }
    toggle() {
      this.#change(!this.hasAttribute("open"));
    }
    #change(open) {
      if (open === this.hasAttribute("open")) return;
      this.toggleAttribute("open", open);
      if (this.localName === "ui-save-bar") tell("saveBar", { open });
      this.dispatchEvent(new Event(open ? "show" : "hide"));
    }
  }
  customElements.define("ui-modal", class extends Overlay {});
  customElements.define("ui-save-bar", class extends Overlay {});
  const overlay = {
    show: async (id) => document.getElementById(id)?.show(),
    hide: async (id) => document.getElementById(id)?.hide(),
    toggle: async (id) => document.getElementById(id)?.toggle(),
  };

  const said = new Map();
  const tellOnce = (type, payload) => {
    const text = JSON.stringify(payload);
    if (said.get(type) === text) return;
    said.set(type, text);
    tell(type, payload);
  };
  function mirror() {
    const links = [...document.querySelectorAll("ui-nav-menu a, s-app-nav a, s-app-nav s-link")];
    tellOnce("nav", {
      items: links.map((link) => ({
        href: link.getAttribute("href"),
        text: link.textContent.trim(),
        home: link.getAttribute("rel") === "home",
      })),
    });
    const bar = document.querySelector("ui-title-bar:not(ui-modal ui-title-bar)");
    const buttons = titleBarButtons().map((each) => ({
      text: each.textContent.trim(),
      primary: each.getAttribute("variant") === "primary",
      disabled: each.hasAttribute("disabled"),
    }));
    tellOnce("titleBar", { title: bar?.getAttribute("title") ?? "", buttons });
  }
  let isMirroring = false;
  const mirrorSoon = () => {
    if (isMirroring) return;
    isMirroring = true;
    requestAnimationFrame(() => {
      isMirroring = false;
      mirror();
    });
  };
  const begin = () => {
    reportUrl();
    mirror();
    new MutationObserver(mirrorSoon).observe(document.documentElement, {
      childList: true,
      subtree: true,
      characterData: true,
      attributes: true,
      attributeFilter: ["title", "href", "disabled", "variant"],
    });
  };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin);
  else begin();

  const showToast = (message, { onAction, onDismiss, ...options } = {}) => {
    const id = `toast-${toasts.size + 1}`;
    toasts.set(id, { onAction, onDismiss });
    tell("toast", { id, message, ...options });
    return id;
  };
  const scopeChange = (action) => async (scopes) => {
    const before = await ask("scopes", { action: "query" });
    const granted = await ask("scopes", { action, scopes });
    return {
      result: scopes.every((scope) => granted.includes(scope)) ? "granted-all" : "declined-all",
      detail: { required: before, optional: scopes, granted },
    };
  };
  window.shopify = {
    config,
    origin: admin,
    environment: { embedded: isFramed, mobile: false, pos: false, intent: false },
    ready: Promise.resolve(),
    idToken,
    toast: { show: showToast, hide: (id) => tell("hideToast", { id }) },
    loading: (on = true) => tell("loading", { on }),
    modal: overlay,
    saveBar: { ...overlay, leaveConfirmation: async () => {} },
    scopes: {
      query: async () => ({ granted: await ask("scopes", { action: "query" }), required: [], optional: [] }),
      request: scopeChange("grant"),
      revoke: scopeChange("revoke"),
    },
    user: async () => ({ accountAccess: "full" }),
    webVitals: { onReport: () => {} },
    reviews: { request: async () => ({ success: false, code: "not-available", message: "The stand-in has no reviews" }) },
  };
})();
