import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { serveWelcome } from '#platform';

/** The page at `/`, the same as in the embedded mode. */
@Injectable()
export class WelcomePage implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    serveWelcome(this.host.httpAdapter.getInstance<FastifyInstance>());
  }
}
