import { getRegistration } from './operations.js';
import type { CallOptions, Result } from './operation.js';
import { paused } from './retries.js';
import type { Sugang } from './sugang.js';

interface Page<Item> {
  items: Item[];
  next: string | null;
}

/** Every item of a list, page by page: `for await (const lecture of paginate(listLectures, sugang, { q: 'algo' }))`. */
export async function* paginate<Input extends { cursor?: string }, Item>(
  list: (sugang: Sugang, input?: Input, options?: CallOptions) => Promise<Page<Item>>,
  sugang: Sugang,
  input: Input = {} as Input,
  options?: CallOptions,
): AsyncGenerator<Item, void> {
  for (let cursor: string | null | undefined = input.cursor; cursor !== null;) {
    const page: Page<Item> = await list(sugang, { ...input, ...(cursor !== undefined && { cursor }) }, options);
    yield* page.items;
    cursor = page.next;
  }
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 2_000;

/** The registration once its payment has an outcome, or as it is after `timeoutMs` (60,000). Until then its status is `AWAITING_PAYMENT`; `AWAITING_APPROVAL` is an outcome, because a decision may take days. */
export async function waitForRegistration(
  sugang: Sugang,
  id: string,
  { timeoutMs = 60_000, signal }: { timeoutMs?: number; signal?: AbortSignal } = {},
): Promise<Result<'registrations.find'>> {
  const end = Date.now() + timeoutMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    const registration = await getRegistration(sugang, { id }, { signal });
    if (registration.status !== 'AWAITING_PAYMENT' || Date.now() + pauseMs > end) return registration;
    await paused(pauseMs, signal);
  }
}
