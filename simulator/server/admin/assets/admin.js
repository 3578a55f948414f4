// Shopify Admin around the app's frame: what it does when the app, through App Bridge, asks for something.
(() => {
  const { store, app: appPath, appName, appUrl, shop, shopName } = document.body.dataset;
  const at = (id) => document.getElementById(id);
  const frame = at("app");
  const origin = appUrl && new URL(appUrl).origin;
  const basePath = appUrl ? new URL(appUrl).pathname.replace(/\/$/, "") : "";
  const adminParameters = ["embedded", "hmac", "host", "id_token", "locale", "session", "shop", "timestamp"];
  const tell = (message) => frame.contentWindow.postMessage({ appBridge: true, ...message }, origin);

  const answers = {
    async idToken() {
      const response = await fetch(`/session-token/${shop}`);
      if (!response.ok) throw new Error("The app is not installed");
      return response.text();
    },
    toast: showToast,
    hideToast: ({ id }) => document.querySelector(`[data-toast="${id}"]`)?.remove(),
    loading: ({ on }) => setLoading("app", on),
    nav: showNav,
    titleBar: showTitleBar,
    saveBar: ({ open }) => {
      at("save-bar").hidden = !open;
    },
    url: showUrl,
    open: ({ url, target }) => openUrl(url, target),
    scopes: async ({ action, scopes }) => {
      const response = await fetch(`/control/shops/${shop}/scopes`, {
        method: action === "query" ? "GET" : "POST",
        body: action === "query" ? undefined : JSON.stringify({ [action]: scopes }),
      });
      return (await response.json()).scopes;
    },
    print: () => window.print(),
  };

  addEventListener("message", async (event) => {
    if (!frame || event.source !== frame.contentWindow || event.origin !== origin || !event.data?.appBridge) return;
    const { id, type, payload } = event.data;
    try {
      const result = await answers[type]?.(payload ?? {});
      if (id) tell({ id, result });
    } catch (error) {
      if (id) tell({ id, error: error.message });
    }
  });

  function showToast({ id, message, duration = 5000, isError, action }) {
    const toast = Object.assign(document.createElement("div"), { className: isError ? "toast error" : "toast", textContent: message });
    toast.dataset.toast = id;
    if (action) {
      const button = Object.assign(document.createElement("button"), { textContent: action });
      button.addEventListener("click", () => tell({ type: "toastAction", payload: id }));
      toast.append(button);
    }
    at("toasts").append(toast);
    setTimeout(() => {
      toast.remove();
      tell({ type: "toastDismiss", payload: id });
    }, duration);
  }

  const busy = new Set();
  function setLoading(who, on) {
    busy[on ? "add" : "delete"](who);
    at("loading").hidden = busy.size === 0;
  }

  let links = [];
  function showNav({ items }) {
    links = items;
    at("app-nav").replaceChildren(
      ...items
        .filter((item) => !item.home)
        .map((item) => {
          const link = Object.assign(document.createElement("a"), {
            className: "nav-item",
            href: appPath + item.href,
            textContent: item.text,
          });
          link.addEventListener("click", (event) => navigate(event, item.href));
          const entry = document.createElement("li");
          entry.append(link);
          return entry;
        }),
    );
    markCurrent();
  }

  function navigate(event, href) {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    setMenu(false);
    tell({ type: "navigate", payload: href });
  }

  function markCurrent() {
    const current = location.pathname.slice(appPath.length) || "/";
    const longest = links
      .map((item) => item.href.split("?")[0])
      .filter((path) => current === path || current.startsWith(`${path}/`))
      .sort((a, b) => b.length - a.length)[0];
    const mark = (link, isCurrent) => (isCurrent ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current"));
    let isBelow = false;
    for (const link of at("app-nav").querySelectorAll("a")) {
      const isCurrent = Boolean(longest) && link.pathname === appPath + longest;
      mark(link, isCurrent);
      isBelow ||= isCurrent;
    }
    mark(at("app-home"), !isBelow);
  }

  function showTitleBar({ title, buttons }) {
    at("app-title").textContent = title || appName;
    document.title = [title, appName, shopName, "Admin"].filter(Boolean).join(" · ");
    at("app-actions").replaceChildren(
      ...buttons.map(({ text, primary, disabled }, index) => {
        const button = Object.assign(document.createElement("button"), {
          className: primary ? "button primary" : "button",
          textContent: text,
          disabled,
        });
        button.addEventListener("click", () => tell({ type: "titleBarAction", payload: index }));
        return button;
      }),
    );
  }

  // The frame's own history makes the entries; Admin's address only follows, so back and forward step through the app's pages.
  function showUrl({ path }) {
    const url = new URL(path, origin);
    for (const name of [...adminParameters, "shopify-reload"]) url.searchParams.delete(name);
    if (!url.pathname.startsWith(basePath) || url.pathname.startsWith(`${basePath}/auth/`)) return;
    const own = url.pathname.slice(basePath.length);
    history.replaceState(null, "", appPath + (own === "/" ? "" : own) + url.search + url.hash);
    markCurrent();
  }

  function openUrl(address, target) {
    const inAdmin = /^shopify:(?:\/\/)?admin\/?(.*)$/.exec(address) ?? /^https:\/\/admin\.shopify\.com\/store\/[^/]+\/?(.*)$/.exec(address);
    const url = inAdmin ? `${store}/${inAdmin[1]}` : address;
    if (target === "_blank" || target === "new") window.open(url, "_blank", "noopener");
    else location.assign(url);
  }

  function setMenu(open) {
    at("nav").classList.toggle("open", open);
    at("backdrop").hidden = !open;
    at("menu").setAttribute("aria-expanded", String(open));
  }

  if (frame) {
    setLoading("frame", true);
    frame.addEventListener("load", () => setLoading("frame", false));
    at("app-home").addEventListener("click", (event) => {
      const home = links.find((item) => item.home);
      if (home) navigate(event, home.href);
    });
    for (const button of document.querySelectorAll("[data-save]"))
      button.addEventListener("click", () => tell({ type: "saveBarAction", payload: button.dataset.save }));
  }
  if (at("menu")) {
    at("menu").addEventListener("click", () => setMenu(!at("nav").classList.contains("open")));
    at("backdrop").addEventListener("click", () => setMenu(false));
    addEventListener("keydown", (event) => event.key === "Escape" && setMenu(false));
  }

  const faults = at("faults");
  if (faults) {
    const address = `/control/shops/${faults.dataset.shop}/faults`;
    faults.addEventListener("submit", async (event) => {
      event.preventDefault();
      const fields = [...faults.elements].filter((field) => field.name);
      const value = (field) =>
        field.type === "checkbox"
          ? field.checked
          : field.dataset.kind === "list"
            ? field.value.split(/\D+/).filter(Boolean).map(Number)
            : field.value;
      const response = await fetch(address, {
        method: "POST",
        body: JSON.stringify(Object.fromEntries(fields.map((field) => [field.name, value(field)]))),
      });
      at("saved").textContent = response.ok ? "Saved" : (await response.json()).error;
    });
    at("reset").addEventListener("click", async () => {
      await fetch(address, { method: "DELETE" });
      location.reload();
    });
  }
})();
