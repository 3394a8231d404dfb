import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { Problem } from '#contracts';
import type { Problems } from '../http/problems.js';
import type { Routes } from '../routes/routes.js';
import { Operations } from './operations.js';
import { sharedResponses } from './problem-responses.js';
import { Schemas } from './schemas.js';

/** Head of an OpenAPI document; `tags` maps each tag to what it is about. */
export interface ReferenceHead {
  title: string;
  description: string;
  tags?: Record<string, string>;
}

/** The OpenAPI 3.1 document of one service, made when it is first asked for. */
export class Reference {
  private made?: OpenAPIObject;

  constructor(
    private readonly service: string,
    private readonly head: ReferenceHead | undefined,
    private readonly routes: Routes,
    private readonly problems: Problems,
    private readonly instead?: () => Promise<OpenAPIObject>,
  ) {}

  /** What `/openapi.json` answers: the service's own document, unless it shows another. */
  shown(app: NestFastifyApplication): OpenAPIObject | Promise<OpenAPIObject> {
    return this.instead ? this.instead() : this.of(app);
  }

  /** @throws when a route declares a problem code that no table names */
  of(app: NestFastifyApplication): OpenAPIObject {
    this.made ??= this.make(app);
    return this.made;
  }

  private make(app: NestFastifyApplication): OpenAPIObject {
    const schemas = new Schemas();
    const {
      title,
      description,
      tags = {},
    } = this.head ?? { title: this.service, description: `The ${this.service} service.` };
    const head = headOf(title, description);
    const document = SwaggerModule.createDocument(app, head, {
      operationIdFactory: (controller, handler) => `${controller}.${handler}`,
      // Requests and answers are described from the plans of the routes; here only the addresses are gathered.
      standardSchemaConverter: () => ({ schema: {}, components: {} }),
    });
    new Operations(this.routes.check(), this.problems, schemas).complete(document);
    schemas.of(Problem, 'output');
    const responses = Object.entries(sharedResponses()).filter(([code]) => refersTo(document, `responses/${code}`));
    return {
      ...document,
      tags: tagsOf(document).map((name) => ({ name, description: tags[name] ?? `${name}.` })),
      components: {
        ...document.components,
        responses: Object.fromEntries(responses) as never,
        schemas: schemas.components,
      },
    };
  }
}

const refersTo = (document: object, component: string): boolean =>
  JSON.stringify(document).includes(`"#/components/${component}"`);

const tagsOf = ({ paths }: OpenAPIObject): string[] => {
  const operations = Object.values(paths).flatMap((path) => Object.values(path) as { tags: string[] }[]);
  return [...new Set(operations.flatMap(({ tags }) => tags))];
};

/** What every document begins with; addresses are relative to wherever it was fetched from. */
export const headOf = (title: string, description: string): Omit<OpenAPIObject, 'paths'> => ({
  openapi: '3.1.0',
  info: {
    title,
    description,
    version: '1',
    license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
  },
  servers: [{ url: '/' }],
  components: {
    securitySchemes: {
      bearer: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description: 'The `accessToken` that `POST /api/v1/auth/login` answers.',
      },
    },
  },
});
