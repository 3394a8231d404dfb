import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Problems } from '../http/problems.js';
import type { Routes } from '../routes/routes.js';

/** Head of an OpenAPI document; `tags` maps each tag to what it is about. */
export interface ReferenceHead {
  title: string;
  description: string;
  tags?: Record<string, string>;
}

/** The OpenAPI document of one service, made when it is first asked for. */
export class Reference {
  private made?: OpenAPIObject;

  constructor(
    private readonly service: string,
    private readonly head: ReferenceHead | undefined,
    private readonly routes: Routes,
    private readonly problems: Problems,
  ) {}

  of(app: NestFastifyApplication): OpenAPIObject {
    this.made ??= { openapi: '3.1.0', info: { title: this.service, version: '1' }, paths: {} };
    return this.made;
  }
}
