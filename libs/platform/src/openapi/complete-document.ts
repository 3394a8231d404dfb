import { readFile } from 'node:fs/promises';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { CoreSettings } from '../settings/core-settings.js';

/** The document of all services; with an external identity provider it lacks the operations of local accounts. */
export function completeDocument({ OIDC_ISSUER }: Pick<CoreSettings, 'OIDC_ISSUER'>): () => Promise<OpenAPIObject> {
  const name = OIDC_ISSUER === undefined ? 'current' : 'external-provider';
  const file = new URL(`../../../../docs/openapi/${name}.json`, import.meta.url);
  let document: Promise<OpenAPIObject> | undefined;
  return () => (document ??= readFile(file, 'utf8').then((text) => JSON.parse(text) as OpenAPIObject));
}
