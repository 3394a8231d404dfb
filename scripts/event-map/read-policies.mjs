import { existsSync, readdirSync } from 'node:fs';
import ts from 'typescript';
import { constantOf, parse, peeled, where } from './read-source.mjs';

/** The files beside the policies that react to no event of the catalog, but to messages of resync and the like. */
export function readOtherReactions() {
  return readdirSync('apps')
    .sort()
    .flatMap(filesOf)
    .filter((path) => /\/whenever-[^/]+$/.test(path) && !parse(path).text.includes('@Whenever('));
}

/** Every `@Whenever` of every policy: who reacts to which events, in which file, and whether a resync reaches it. */
export function readPolicies() {
  return readdirSync('apps')
    .sort()
    .flatMap((service) => filesOf(service).flatMap((path) => policiesOf(service, path)));
}

function filesOf(service) {
  const folder = `apps/${service}/src/policies`;
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !/[.](spec|contract)[.]ts$/.test(name))
    .sort()
    .map((name) => `${folder}/${name}`);
}

function policiesOf(service, path) {
  const source = parse(path);
  const classes = source.statements.filter(ts.isClassDeclaration);
  return classes.flatMap((policy) =>
    (ts.getDecorators(policy) ?? [])
      .map(({ expression }) => expression)
      .filter((call) => ts.isCallExpression(call) && call.expression.getText(source) === 'Whenever')
      .map((call) => ({ service, path, policy: policy.name?.text, ...said(source, call) })),
  );
}

function said(source, call) {
  const [names, options] = call.arguments;
  return {
    events: namesOf(source, names),
    resync: /resync:\s*'(\w+)'/.exec(options?.getText(source) ?? '')?.[1] ?? 'unknown',
  };
}

/** The list in the decorator, or the constant of this file that it names or spreads. */
function namesOf(source, node) {
  const list = ts.isIdentifier(node) ? constantOf(source, node.text) : peeled(node);
  if (list === undefined || !ts.isArrayLiteralExpression(list)) {
    throw new Error(
      `${where(source, node)}: write the events of @Whenever as a list of names, so that the event map can read it`,
    );
  }
  return list.elements.flatMap((each) => {
    if (ts.isStringLiteral(each)) return [each.text];
    if (ts.isSpreadElement(each)) return namesOf(source, each.expression);
    throw new Error(`${where(source, each)}: ${each.getText(source)} is not the name of an event`);
  });
}
