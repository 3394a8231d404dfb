import { topicPattern } from '../broker.js';
import type { BrokerFile } from './broker-file.js';

/** The queues that a routing key leads to; durable, so that a consumer that is not running misses nothing. */
export class Routes {
  private bindings: { queue: string; matches: (routingKey: string) => boolean }[] = [];
  private readonly queuesByKey = new Map<string, string[]>();

  constructor(private readonly file: BrokerFile) {
    this.load();
  }

  declare(queue: string, patterns: string[]): { isNew: boolean } {
    patterns.forEach(topicPattern);
    const isNew = this.file.transaction(() => {
      this.file.run('INSERT INTO queue (name) VALUES (?) ON CONFLICT DO NOTHING', queue);
      for (const pattern of patterns)
        this.file.run('INSERT INTO binding (queue, pattern) VALUES (?, ?) ON CONFLICT DO NOTHING', queue, pattern);
      return this.file.all<{ settled: number }>('SELECT settled FROM queue WHERE name = ?', queue)[0]?.settled === 0;
    });
    this.load();
    return { isNew };
  }

  markKnown(queue: string): void {
    this.file.run('UPDATE queue SET settled = 1 WHERE name = ?', queue);
  }

  has(queue: string): boolean {
    return this.file.all('SELECT name FROM queue WHERE name = ?', queue).length > 0;
  }

  of(routingKey: string): string[] {
    const known = this.queuesByKey.get(routingKey);
    if (known) return known;
    const bound = this.bindings.filter(({ matches }) => matches(routingKey)).map(({ queue }) => queue);
    const queues = [...new Set(bound)];
    this.queuesByKey.set(routingKey, queues);
    return queues;
  }

  private load(): void {
    const rows = this.file.all<{ queue: string; pattern: string }>('SELECT queue, pattern FROM binding');
    this.bindings = rows.map(({ queue, pattern }) => ({ queue, matches: topicPattern(pattern) }));
    this.queuesByKey.clear();
  }
}
