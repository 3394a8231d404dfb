import type { OpenAPIObject } from '@nestjs/swagger';
import type { ServiceName } from '#contracts';
import { edgeDocument, type Log } from '#platform';
import { z } from 'zod';
import type { Addresses } from '../settings.js';

export interface ApiPartsOptions {
  /** Age in milliseconds at which a service's part is fetched anew (1 minute). */
  maxAgeMs?: number;
  /** Least time in milliseconds between two tries at one service (1 s). */
  pauseMs?: number;
}

interface Part {
  document?: OpenAPIObject;
  fetchedAt: number;
  triedAt: number;
  fetching?: Promise<void>;
}

const Document = z.looseObject({ openapi: z.string(), paths: z.record(z.string(), z.looseObject({})) });

/** The services' own API documents: fetched when asked for, renewed in the background, kept while their service is down. */
export class ApiParts {
  private readonly parts = new Map<ServiceName, Part>();

  constructor(
    private readonly addresses: Addresses,
    private readonly log: Log,
    private readonly options: ApiPartsOptions = {},
  ) {
    for (const service of Object.keys(addresses) as ServiceName[]) {
      this.parts.set(service, { fetchedAt: -Infinity, triedAt: -Infinity });
    }
  }

  /** One document of all services that are known; parts that are missing are asked for first. */
  async document(): Promise<OpenAPIObject> {
    await Promise.all([...this.parts].map(([service, part]) => this.known(service, part)));
    const agreeing = new Map<ServiceName, OpenAPIObject>();
    for (const [service, { document }] of this.parts) {
      if (document) this.join(agreeing, service, document);
    }
    return edgeDocument(agreeing);
  }

  private async known(service: ServiceName, part: Part): Promise<void> {
    const { maxAgeMs = 60_000 } = this.options;
    if (performance.now() - part.fetchedAt <= maxAgeMs) return;
    const renewed = this.renew(service, part);
    if (!part.document) await renewed;
  }

  private renew(service: ServiceName, part: Part): Promise<void> {
    const { pauseMs = 1_000 } = this.options;
    if (!part.fetching && performance.now() - part.triedAt < pauseMs) return Promise.resolve();
    part.fetching ??= this.fetch(service, part).finally(() => (part.fetching = undefined));
    return part.fetching;
  }

  private async fetch(service: ServiceName, part: Part): Promise<void> {
    part.triedAt = performance.now();
    try {
      // Whichever replica answers first speaks for all.
      part.document = await Promise.any(this.addresses[service].map(documentAt));
      part.fetchedAt = performance.now();
    } catch (error) {
      this.log.warn('the API document of a service cannot be fetched', { upstream: service, error });
    }
  }

  // While services are being upgraded, two of them may disagree for a moment; the rest is shown all the same.
  private join(agreeing: Map<ServiceName, OpenAPIObject>, service: ServiceName, document: OpenAPIObject): void {
    try {
      edgeDocument(new Map([...agreeing, [service, document]]));
      agreeing.set(service, document);
    } catch (error) {
      this.log.error('the API document of a service contradicts another', { upstream: service, error });
    }
  }
}

async function documentAt(address: string): Promise<OpenAPIObject> {
  const url = `${address.replace(/\/$/, '')}/openapi.json`;
  const answer = await fetch(url, { signal: AbortSignal.timeout(2_000), redirect: 'error' });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return Document.parse(await answer.json()) as unknown as OpenAPIObject;
}
