import type { OpenAPIObject } from '@nestjs/swagger';
import type { Problems } from '../http/problems.js';
import type { RoutePlan } from '../routes/route-plan.js';
import type { DeclaredAnswer } from './decorators.js';
import { problemResponses } from './problem-responses.js';
import { parametersOf, requestBodyOf } from './requests.js';
import type { Schemas } from './schemas.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

/** Completes the operations that the routes of a service are documented as: names, requests, answers, problems, security. */
export class Operations {
  private readonly plans: Map<string, RoutePlan>;

  constructor(
    plans: RoutePlan[],
    private readonly problems: Problems,
    private readonly schemas: Schemas,
  ) {
    this.plans = new Map(plans.map((plan) => [plan.name, plan]));
  }

  complete(document: OpenAPIObject): void {
    for (const path of Object.values(document.paths)) {
      for (const operation of Object.values(path) as Operation[]) {
        const plan = this.plans.get(operation.operationId ?? '');
        if (plan) Object.assign(operation, this.completed(operation, plan));
      }
    }
  }

  private completed({ summary, tags = [] }: Operation, plan: RoutePlan): object {
    const [controller, handler] = plan.name.split('.') as [string, string];
    const subject = controller.replace(/Controller$/, '');
    const body = requestBodyOf(plan, this.schemas);
    return {
      operationId: `${subject.charAt(0).toLowerCase()}${subject.slice(1)}.${handler}`,
      summary: summary || inWords(/[A-Z]/.test(handler) ? handler : `${handler}${subject}`),
      tags: tags.some((tag) => tag !== subject) ? tags : [inWords(subject)],
      security: plan.isPublic ? [] : [{ bearer: [] }],
      parameters: parametersOf(plan, this.schemas),
      ...(body && { requestBody: body }),
      responses: {
        ...this.responsesOf(answersOf(plan)),
        ...problemResponses(plan, this.problems),
      },
    };
  }

  /** Answers of one status in several media types are one response. */
  private responsesOf(answers: DeclaredAnswer[]): Record<string, object> {
    const responses: Record<string, ResponseTold> = {};
    for (const answer of answers) {
      const told = this.response(answer);
      const before = responses[answer.status];
      responses[answer.status] = before ? { ...before, content: { ...before.content, ...told.content } } : told;
    }
    return responses;
  }

  private response({ status, schema, description, headers = {}, type }: DeclaredAnswer): ResponseTold {
    const body = schema ? this.schemas.of(schema, 'output') : type && { type: 'string' };
    const told = Object.entries(headers).map(([name, meaning]) => [
      name,
      { description: meaning, schema: { type: 'string' } },
    ]);
    return {
      description: description ?? (status === 204 ? 'Done.' : 'The answer.'),
      ...(told.length > 0 && { headers: Object.fromEntries(told) as object }),
      ...(body && { content: { [type ?? 'application/json']: { schema: body } } }),
    };
  }
}

interface ResponseTold {
  description: string;
  headers?: object;
  content?: object;
}

const answersOf = ({ answers, method }: RoutePlan): DeclaredAnswer[] =>
  answers.length > 0 ? answers : [{ status: method === 'POST' ? 201 : 200, schema: undefined }];

/** `AdminLectures` or `registerForLecture` in words: «Admin lectures», «Register for lecture». */
function inWords(name: string): string {
  const lower = name.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
  return lower.charAt(0).toUpperCase() + lower.slice(1);
}
