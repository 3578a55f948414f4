/** The address of a bulk file has expired, or never was: the export has to be asked for again. */
export class FileGone extends Error {
  override readonly name = "FileGone";
  readonly retry = false;
}

/** The file could not be read to its end. What was committed stays; another attempt goes on from there. */
export class FileCut extends Error {
  override readonly name = "FileCut";
  readonly retry = true;
}

const GONE = new Set([400, 401, 403, 404, 410]); // storage services answer 400 or 403 to an address that has expired
const RANGE_NOT_SATISFIABLE = 416;

/**
 * The bytes of the file at `url` from `offset` on, as they come in. Throws FileGone, or FileCut when the connection fails, breaks off or
 * ends before the length that was announced; an abort throws the signal's reason.
 */
export async function* openFile(url: string, offset: number, signal: AbortSignal): AsyncGenerator<Uint8Array, void, undefined> {
  const response = await attempt(signal, () =>
    fetch(url, { signal, headers: { "accept-encoding": "identity", ...(offset > 0 && { range: `bytes=${offset}-` }) } }),
  );
  if (response.status === RANGE_NOT_SATISFIABLE && wholeLength(response) === offset) return; // everything was read before
  if (GONE.has(response.status)) throw new FileGone(`The bulk file is gone: its address answers ${response.status}.`);
  if (!response.ok || !response.body) throw new FileCut(`The bulk file could not be read: its address answers ${response.status}.`);
  let skip = skipped(response, offset);
  const reader = response.body.getReader();
  try {
    for (;;) {
      const { done, value } = await attempt(signal, () => reader.read());
      if (done) return;
      if (skip >= value.length) {
        skip -= value.length;
        continue;
      }
      yield skip > 0 ? value.subarray(skip) : value;
      skip = 0;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** How much of the body comes before `offset`: nothing where the server kept to the range. */
function skipped(response: Response, offset: number): number {
  if (response.status !== 206) return offset;
  const start = Number(/^bytes (\d+)-/.exec(response.headers.get("content-range") ?? "")?.[1]);
  if (start !== offset) throw new FileCut(`The bulk file was asked for from byte ${offset}, and came from byte ${start}.`);
  return 0;
}

function wholeLength(response: Response): number {
  return Number(/\/(\d+)$/.exec(response.headers.get("content-range") ?? "")?.[1]);
}

async function attempt<T>(signal: AbortSignal, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    signal.throwIfAborted();
    throw new FileCut("The connection to the bulk file broke off.", { cause: error });
  }
}
