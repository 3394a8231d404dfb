/** One operation of an API as its OpenAPI document describes it. */
export interface DescribedRoute {
  method: string;
  path: string;
  /** Whether it needs a token. */
  secured: boolean;
  /** Names of the fields that its body may have. */
  fields: string[];
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, { properties?: object }> };
  security?: object[];
}

interface Operation {
  security?: object[];
  requestBody?: { content?: Record<string, { schema?: { $ref?: string; properties?: object } }> };
}

/** Every operation that `url` describes at `/openapi.json`. */
export async function describedRoutes(url: string): Promise<DescribedRoute[]> {
  const document = (await (await fetch(`${url}/openapi.json`)).json()) as Document;
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => /^(get|post|put|patch|delete)$/.test(method))
      .map(([method, operation]) => ({
        method: method.toUpperCase(),
        path,
        secured: isSecured(operation.security ?? document.security ?? []),
        fields: fieldsOf(operation, document),
      })),
  );
}

/** An empty requirement means that a token is optional. */
export const isSecured = (security: object[]): boolean =>
  security.length > 0 && security.every((each) => Object.keys(each).length > 0);

function fieldsOf({ requestBody }: Operation, { components }: Document): string[] {
  const [content] = Object.values(requestBody?.content ?? {});
  const name = content?.schema?.$ref?.split('/').at(-1);
  const schema = name ? components?.schemas?.[name] : content?.schema;
  return Object.keys(schema?.properties ?? {});
}

/** A path with every parameter replaced by this value. */
export const concrete = ({ path }: DescribedRoute, id: string): string => path.replace(/\{[^}]+\}/g, () => id);
