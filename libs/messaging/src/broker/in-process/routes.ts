import { topicPattern } from '../topic-pattern.js';
import type { BrokerFile } from './broker-file.js';

/** Which queues a message goes to; kept in the file, so that a consumer that is not running misses nothing. */
export class Routes {
  private bindings: { queue: string; fits: (routingKey: string) => boolean }[] = [];
  private readonly queues = new Map<string, string[]>();

  constructor(private readonly file: BrokerFile) {
    this.load();
  }

  /** Declares a queue and adds its bindings; answers whether no consumer has settled there yet. */
  declare(queue: string, patterns: string[]): { isNew: boolean } {
    patterns.forEach(topicPattern);
    const isNew = this.file.atomically(() => {
      this.file.run('INSERT INTO queue (name) VALUES (?) ON CONFLICT DO NOTHING', queue);
      for (const pattern of patterns)
        this.file.run('INSERT INTO binding (queue, pattern) VALUES (?, ?) ON CONFLICT DO NOTHING', queue, pattern);
      return this.file.all<{ settled: number }>('SELECT settled FROM queue WHERE name = ?', queue)[0]?.settled === 0;
    });
    this.load();
    return { isNew };
  }

  settle(queue: string): void {
    this.file.run('UPDATE queue SET settled = 1 WHERE name = ?', queue);
  }

  knows(queue: string): boolean {
    return this.file.all('SELECT name FROM queue WHERE name = ?', queue).length > 0;
  }

  /** Names of the queues that are bound to the key. */
  of(routingKey: string): string[] {
    const known = this.queues.get(routingKey);
    if (known) return known;
    const fitting = this.bindings.filter(({ fits }) => fits(routingKey)).map(({ queue }) => queue);
    const queues = [...new Set(fitting)];
    this.queues.set(routingKey, queues);
    return queues;
  }

  private load(): void {
    const rows = this.file.all<{ queue: string; pattern: string }>('SELECT queue, pattern FROM binding');
    this.bindings = rows.map(({ queue, pattern }) => ({ queue, fits: topicPattern(pattern) }));
    this.queues.clear();
  }
}
