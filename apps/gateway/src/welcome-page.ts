import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { serveEvents, serveWelcome } from '#platform';

/** The page at `/` and that of the events, the same as in the embedded mode. */
@Injectable()
export class WelcomePage implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    serveWelcome(fastify);
    serveEvents(fastify);
  }
}
