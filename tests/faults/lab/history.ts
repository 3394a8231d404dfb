import type { Answer, Client } from '../../support/client.js';

/** What a client knows of a request: done, refused for good, or neither. */
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
  /** 0 where no answer came. */
  status: number;
  answer: any;
  known: Known;
}

/** Every request that a student made in this run, with what became of it. */
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
