import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';

export interface CollectedSpan {
  service: string;
  name: string;
  traceId: string;
  spanId: string;
  /** Empty at the beginning of a trace. */
  parentSpanId: string;
  attributes: Record<string, unknown>;
  links: { traceId: string; spanId: string }[];
  failed: boolean;
}

export type Behavior = 'takes' | 'refuses' | 'says nothing';

/** An OpenTelemetry collector in the test process that receives spans by OTLP over HTTP with JSON. */
export class Collector {
  readonly spans: CollectedSpan[] = [];
  received = '';
  private silent: ServerResponse[] = [];

  private constructor(
    private readonly server: Server,
    public behavior: Behavior,
  ) {}

  static async start(behavior: Behavior = 'takes'): Promise<Collector> {
    const server = createServer();
    const collector = new Collector(server, behavior);
    server.on('request', (request, response) => void collector.take(request, response));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return collector;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The spans from the beginning of its trace to this one, as `service: name`; one whose parent is missing begins with "?". */
  lineage(span: CollectedSpan): string[] {
    const own = `${span.service}: ${span.name}`;
    if (span.parentSpanId === '') return [own];
    const parent = this.spans.find(({ traceId, spanId }) => traceId === span.traceId && spanId === span.parentSpanId);
    return [...(parent ? this.lineage(parent) : ['?']), own];
  }

  tree(traceId: string): string[] {
    const spans = this.spans.filter((span) => span.traceId === traceId);
    return [...new Set(spans.map((span) => this.lineage(span).join(' > ')))].sort();
  }

  async stop(): Promise<void> {
    // A final response, because an exporter retries after a lost connection and its timers would outlive the test.
    const open = this.silent.filter((response) => !response.destroyed);
    await Promise.all(open.map((response) => once(response.writeHead(400).end(), 'close')));
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    if (this.behavior === 'says nothing') return void this.silent.push(response);
    if (this.behavior === 'refuses') return void response.writeHead(503).end();
    this.received += body;
    this.spans.push(...spansIn(JSON.parse(body) as Export));
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  }
}

interface Export {
  resourceSpans: { resource: { attributes: Attribute[] }; scopeSpans: { spans: SpanOnTheWire[] }[] }[];
}

interface Attribute {
  key: string;
  value: Record<string, unknown>;
}

interface SpanOnTheWire {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  attributes: Attribute[];
  links?: { traceId: string; spanId: string }[];
  status: { code?: number };
}

const FAILED = 2;

const spansIn = ({ resourceSpans }: Export): CollectedSpan[] =>
  resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map(({ name, traceId, spanId, parentSpanId = '', attributes, links = [], status }) => ({
        service: String(valuesOf(resource.attributes)['service.name']),
        ...{ name, traceId, spanId, parentSpanId },
        attributes: valuesOf(attributes),
        links: links.map((link) => ({ traceId: link.traceId, spanId: link.spanId })),
        failed: status.code === FAILED,
      })),
    ),
  );

const valuesOf = (attributes: Attribute[]): Record<string, unknown> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
