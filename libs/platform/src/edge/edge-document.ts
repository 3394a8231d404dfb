import type { OpenAPIObject } from '@nestjs/swagger';
import { serviceOf, type ServiceName } from '#contracts';
import { mergeOpenApi } from '../openapi/merge.js';

const ABOUT = 'Course registration: lectures, registrations, payments and My Page, behind one address.';

/**
 * The OpenAPI document of the one entrance: of each service the paths that are routed to it, and none beside.
 * @throws when two services mean different things by one component name
 */
export function edgeDocument(parts: ReadonlyMap<ServiceName, OpenAPIObject>): OpenAPIObject {
  const routed = [...parts].map(([service, document]) => ({
    ...document,
    paths: Object.fromEntries(Object.entries(document.paths).filter(([path]) => serviceOf(path) === service)),
  }));
  return mergeOpenApi(routed, 'Sugang', ABOUT);
}
