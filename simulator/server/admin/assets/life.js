// The page of a shop's life: asks the control API, and shows what became of the webhooks, anew every second.
(() => {
  const at = (id) => document.getElementById(id);
  const shop = `/control/shops/${at("life").dataset.shop}`;
  const BADGES = { delivered: "success", waiting: "warning", "given up": "critical", lost: "critical" };

  async function ask(method, path, body) {
    const response = await fetch(path, { method, ...(body && { body: JSON.stringify(body) }) });
    return { ok: response.ok, answer: await response.json() };
  }

  function say(text, refused = false) {
    at("said").textContent = text;
    at("said").classList.toggle("refused", refused);
  }

  for (const button of document.querySelectorAll("[data-action]"))
    button.addEventListener("click", async () => {
      const named = ["order", "customer", "product"].filter((id) => at(id).value.trim() !== "");
      const wishes = Object.fromEntries(named.map((id) => [id, at(id).value.trim()]));
      const { ok, answer } = await ask("POST", `${shop}/life/${button.dataset.action}`, wishes);
      say(ok ? answer.said : answer.error, !ok);
      show();
    });

  at("busy-day").addEventListener("submit", async (event) => {
    event.preventDefault();
    const settings = Object.fromEntries([...new FormData(at("busy-day"))].filter(([, value]) => value !== ""));
    const { ok, answer } = await ask("POST", `${shop}/busy-day`, settings);
    if (ok) show();
    else at("busy").textContent = answer.error;
  });
  at("stop").addEventListener("click", async () => {
    await ask("DELETE", `${shop}/busy-day`);
    show();
  });
  at("speed").addEventListener("change", () => ask("POST", "/control/clock", { waitSpeed: Number(at("speed").value) }));

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function fateOf({ attempts, dueInSeconds }) {
    const tries = attempts.map(({ status, problem, copy }) => `${status ?? problem}${copy ? " (copy)" : ""}`).join(", ");
    return [tries, dueInSeconds === null ? "" : `again in ${dueInSeconds} s`].filter(Boolean).join(" · ");
  }

  function rowOf(delivery) {
    const row = element("li");
    const details = element("details");
    const summary = element("summary");
    const time = element("time", "", delivery.triggeredAt.slice(11, 19));
    time.dateTime = delivery.triggeredAt;
    const badge = element("span", `badge ${BADGES[delivery.state] ?? ""}`, delivery.state);
    summary.append(time, element("span", "topic", delivery.topic), badge, element("span", "fate", fateOf(delivery)));
    const again = element("button", "button", delivery.state === "waiting" ? "Send now" : "Send once more");
    again.addEventListener("click", async () => {
      await ask("POST", `${shop}/webhooks/${delivery.webhookId}/send`);
      setTimeout(show, 150);
    });
    const ids = `X-Shopify-Webhook-Id: ${delivery.webhookId}\nX-Shopify-Event-Id: ${delivery.eventId}\nX-Shopify-Triggered-At: ${delivery.triggeredAt}`;
    details.append(summary, element("pre", "", `${ids}\n\n${delivery.body}`), again);
    row.append(details);
    return row;
  }

  /** Rows that changed are made anew; one that is open stays open. */
  function showDeliveries(deliveries) {
    const list = at("deliveries");
    const known = new Map([...list.children].map((row) => [row.dataset.id, row]));
    const rows = deliveries.map((delivery) => {
      const said = JSON.stringify(delivery);
      const old = known.get(delivery.webhookId);
      if (old?.dataset.said === said) return old;
      const row = rowOf(delivery);
      Object.assign(row.dataset, { id: delivery.webhookId, said });
      row.firstChild.open = old?.firstChild.open ?? false;
      return row;
    });
    list.replaceChildren(...rows);
  }

  function showCounts(counts) {
    const all = Object.entries(counts).filter(([name, count]) => count > 0 || ["made", "waiting", "delivered"].includes(name));
    at("counts").replaceChildren(
      ...all.map(([name, count]) => element("span", `badge ${count > 0 ? (BADGES[name] ?? "") : ""}`, `${count} ${name}`)),
    );
  }

  let showing = false;
  async function show() {
    if (showing) return;
    showing = true;
    try {
      const [sent, day] = await Promise.all([ask("GET", `${shop}/webhooks?limit=50`), ask("GET", `${shop}/busy-day`)]);
      showCounts(sent.answer.counts);
      showDeliveries(sent.answer.deliveries);
      const { running, done, impossible } = day.answer;
      if (running || done > 0)
        at("busy").textContent = `${done} done${impossible > 0 ? `, ${impossible} not possible` : ""}${running ? " …" : "."}`;
    } catch {
      say("The stand-in does not answer.", true);
    } finally {
      showing = false;
    }
  }
  show();
  setInterval(show, 1000);
})();
