import type { OpenAPIObject } from '@nestjs/swagger';
import type { Problems } from '../http/problems.js';
import type { RoutePlan } from '../routes/route-plan.js';
import type { DeclaredAnswer } from './decorators.js';
import { problemResponses } from './problem-responses.js';
import type { Schemas } from './schemas.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

const MERGE_PATCH = 'application/merge-patch+json';

/** Completes the operations that the routes of a service are documented as: names, answers, problems, security. */
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
        if (plan) this.completeOne(operation, plan);
      }
    }
  }

  private completeOne(operation: Operation, plan: RoutePlan): void {
    const [controller, handler] = plan.name.split('.') as [string, string];
    const subject = controller.replace(/Controller$/, '');
    operation.operationId = `${subject.charAt(0).toLowerCase()}${subject.slice(1)}.${handler}`;
    operation.summary ||= words(handler);
    operation.tags = operation.tags?.some((tag) => tag !== subject) ? operation.tags : [words(subject)];
    operation.security = plan.isPublic ? [] : [{ bearer: [] }];
    operation.responses = {
      ...Object.fromEntries(this.answersOf(plan).map((answer) => [String(answer.status), this.response(answer)])),
      ...problemResponses(plan, this.problems),
    } as Operation['responses'];
    this.describeRequest(operation, plan);
  }

  private describeRequest(operation: Operation, { method, idempotent }: RoutePlan): void {
    if (idempotent) operation.parameters = [...(operation.parameters ?? []), idempotencyKey(idempotent.required)];
    const content = operation.requestBody && 'content' in operation.requestBody && operation.requestBody.content;
    const json = content && content['application/json'];
    if (json && method === 'PATCH') content[MERGE_PATCH] = json;
  }

  private answersOf({ answers, method }: RoutePlan): DeclaredAnswer[] {
    return answers.length > 0 ? answers : [{ status: method === 'POST' ? 201 : 200, schema: undefined }];
  }

  private response({ status, schema, description, headers = {}, type }: DeclaredAnswer) {
    const told = Object.entries(headers).map(([name, meaning]) => [
      name,
      { description: meaning, schema: { type: 'string' } },
    ]);
    const body = schema && this.schemas.of(schema, 'output');
    return {
      description: description ?? (status === 204 ? 'Done.' : 'The answer.'),
      ...(told.length > 0 && { headers: Object.fromEntries(told) as Record<string, object> }),
      ...(body && { content: { [type ?? 'application/json']: { schema: body } } }),
      ...(!body && type && { content: { [type]: { schema: { type: 'string' } } } }),
    };
  }
}

const idempotencyKey = (required = false) => ({
  name: 'Idempotency-Key',
  in: 'header' as const,
  required,
  description: 'A key of your own: the same key and body get the first final answer again, for 24 hours.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
});

/** `AdminLectures` or `registerForLecture` in words: «Admin lectures», «Register for lecture». */
function words(name: string): string {
  const lower = name.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
  return lower.charAt(0).toUpperCase() + lower.slice(1);
}
