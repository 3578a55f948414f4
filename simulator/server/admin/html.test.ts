import { expect, test } from "vitest";
import { html } from "./html.ts";

test("escapes what is put in, but not HTML itself, and leaves out what is not there", () => {
  const name = `<b>"Tom" & 'Ann'</b>`;

  expect(html`<p title="${name}">${html`<i>${1}</i>`}${[html`<u></u>`, "&"]}${null}${undefined}${false}</p>`.text).toBe(
    '<p title="&#60;b&#62;&#34;Tom&#34; &#38; &#39;Ann&#39;&#60;/b&#62;"><i>1</i><u></u>&#38;</p>',
  );
});
