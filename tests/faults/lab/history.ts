import type { Answer, Client } from '../../support/client.js';

/** The outcome of a request as the client knows it: done, rejected for good, or unknown. */
export type Known = 'done' | 'refused' | 'unknown';

/** Who sent the request, and can retry it. */
export interface Asker extends Client {
  again(asked: Asked): Promise<Answer>;
}

export interface Asked {
  student: Asker;
  method: string;
  path: string;
  key: string | undefined;
  body: any;
  /** Performance clock, in milliseconds. */
  at: number;
  tookMs: number;
  /** 0 without a response. */
  status: number;
  answer: any;
  known: Known;
}

/** Every request of this run, with its outcome. */
export class History {
  readonly asked: Asked[] = [];

  note(asked: Asked): void {
    this.asked.push(asked);
  }

  of(known: Known): Asked[] {
    return this.asked.filter((each) => each.known === known);
  }

  forget(): void {
    this.asked.length = 0;
  }
}
