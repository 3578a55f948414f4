/**
 * Fetches a file of the app's own, for a link would not carry the session's token, and hands it to the browser under the name that the
 * server gives it. Answers with what went wrong, in a sentence, or null.
 */
export async function saveFile(address: string): Promise<string | null> {
  const response = await fetch(address).catch(() => null);
  if (!response?.ok) return "The file could not be had. Reload the page and try again.";
  const name = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1] ?? "tillwise";
  const file = await response.blob().catch(() => null);
  if (file === null) return "The file broke off on its way. Try again.";
  saveAs(name, file);
  return null;
}

/** Hands a file to the browser under a name. */
export function saveAs(name: string, file: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
