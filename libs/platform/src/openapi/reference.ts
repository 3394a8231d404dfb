import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { Problem } from '#contracts';
import type { Routes } from '../routes/routes.js';
import { responseHeaders } from './headers.js';
import { completeOperations } from './operations.js';
import { problemExamples, sharedProblemResponses } from './problem-responses.js';
import { Schemas } from './schemas.js';

export interface ReferenceHead {
  title: string;
  description: string;
  tags?: Record<string, string>;
}

const OWN_TAGS: Record<string, string> = { operations: 'For operators: the state of the system.' };

export class Reference {
  private document?: OpenAPIObject;

  constructor(
    private readonly service: string,
    private readonly head: ReferenceHead | undefined,
    private readonly routes: Routes,
    private readonly replacement?: () => Promise<OpenAPIObject>,
  ) {}

  published(app: NestFastifyApplication): OpenAPIObject | Promise<OpenAPIObject> {
    return this.replacement ? this.replacement() : this.of(app);
  }

  /** @throws Error if a route declares an unknown problem code */
  of(app: NestFastifyApplication): OpenAPIObject {
    this.document ??= this.generate(app);
    return this.document;
  }

  private generate(app: NestFastifyApplication): OpenAPIObject {
    const schemas = new Schemas();
    const {
      title,
      description,
      tags: ofService = {},
    } = this.head ?? { title: this.service, description: `The ${this.service} service.` };
    const tags = { ...OWN_TAGS, ...ofService };
    const head = headOf(title, description);
    const document = SwaggerModule.createDocument(app, head, {
      operationIdFactory: (controller, handler) => `${controller}.${handler}`,
      // Only the paths are needed: requests and responses are described from the plans of the routes.
      standardSchemaConverter: () => ({ schema: {}, components: {} }),
    });
    completeOperations(document, this.routes.check(), schemas);
    schemas.of(Problem, 'output');
    const responses = referred(sharedProblemResponses(), 'responses', document);
    const used = { paths: document.paths, responses };
    return {
      ...document,
      tags: tagsOf(document).map((name) => ({ name, description: tags[name] ?? `${name}.` })),
      components: {
        ...document.components,
        headers: referred(responseHeaders, 'headers', used),
        examples: referred(problemExamples(), 'examples', used),
        responses: responses as never,
        schemas: schemas.components,
        securitySchemes: schemesOf(document),
      },
    };
  }
}

/** Includes the ticket scheme only if an operation accepts a ticket, because linters reject unused schemes. */
function schemesOf({ paths, components: { securitySchemes: { ticket, ...schemes } = {} } = {} }: OpenAPIObject) {
  return JSON.stringify(paths).includes('"ticket":[]') ? { ...schemes, ticket: ticket! } : schemes;
}

/** The components of this kind that the document refers to. */
function referred(components: Record<string, object>, kind: string, document: object): Record<string, object> {
  const text = JSON.stringify(document);
  return Object.fromEntries(
    Object.entries(components).filter(([name]) => text.includes(`"#/components/${kind}/${name}"`)),
  );
}

const tagsOf = ({ paths }: OpenAPIObject): string[] => {
  const operations = Object.values(paths).flatMap((path) => Object.values(path) as { tags: string[] }[]);
  return [...new Set(operations.flatMap(({ tags }) => tags))];
};

export const headOf = (title: string, description: string): Omit<OpenAPIObject, 'paths'> => ({
  openapi: '3.1.0',
  info: {
    title,
    description,
    version: '1',
    contact: { name: 'Sugang', url: 'https://sugang.dev' },
    license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
  },
  servers: [{ url: '/' }],
  components: {
    securitySchemes: {
      bearer: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description: 'The `accessToken` in the response of `POST /api/v1/auth/login`.',
      },
      ticket: {
        type: 'apiKey',
        in: 'query',
        name: 'ticket',
        description: 'The `ticket` in the response of `POST /api/v1/mypage/stream-tickets`, for one stream.',
      },
    },
  },
});
