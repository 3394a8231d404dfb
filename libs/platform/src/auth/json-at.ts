const LONGEST_MS = 2_000;
const LARGEST = 512 * 1024;

/** The JSON at an address. @throws when it redirects, takes longer than 2 s, has more than 512 KiB, or answers none */
export async function jsonAt(url: string): Promise<unknown> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(LONGEST_MS), redirect: 'error' });
  if (!answer.ok) {
    await answer.body?.cancel();
    throw new Error(`${url} answered ${answer.status}`);
  }
  return JSON.parse(Buffer.concat(await piecesOf(answer, url)).toString('utf8'));
}

async function piecesOf({ body }: Response, url: string): Promise<Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of (body ?? []) as AsyncIterable<Uint8Array>) {
    size += piece.length;
    if (size > LARGEST) throw new Error(`${url} answers with more than ${LARGEST} bytes`);
    pieces.push(piece);
  }
  return pieces;
}
