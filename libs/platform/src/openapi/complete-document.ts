import { readFile } from 'node:fs/promises';
import type { OpenAPIObject } from '@nestjs/swagger';
import { serviceOf, type ServiceName } from '#contracts';
import type { CoreSettings } from '../settings/core-settings.js';

/** The document of all installed services; with an external identity provider it lacks the operations of local accounts. */
export function completeDocument(
  { OIDC_ISSUER }: Pick<CoreSettings, 'OIDC_ISSUER'>,
  disabled: readonly ServiceName[] = [],
): () => Promise<OpenAPIObject> {
  const name = OIDC_ISSUER === undefined ? 'current' : 'external-provider';
  const file = new URL(`../../../../docs/openapi/${name}.json`, import.meta.url);
  let document: Promise<OpenAPIObject> | undefined;
  return () =>
    (document ??= readFile(file, 'utf8').then((text) => withoutServices(JSON.parse(text) as OpenAPIObject, disabled)));
}

function withoutServices(document: OpenAPIObject, disabled: readonly ServiceName[]): OpenAPIObject {
  if (disabled.length === 0) return document;
  const paths = Object.entries(document.paths).filter(([path]) => !disabled.includes(serviceOf(path)!));
  const used = new Set(paths.flatMap(([, operations]) => Object.values(operations as Operations).flatMap(tagsOf)));
  return {
    ...document,
    paths: Object.fromEntries(paths),
    tags: document.tags?.filter(({ name }) => used.has(name)),
  };
}

type Operations = Record<string, { tags?: string[] }>;
const tagsOf = ({ tags = [] }: { tags?: string[] }): string[] => tags;
