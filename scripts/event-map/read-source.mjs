import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** @param {string} path */
export const parse = (path) =>
  ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, /* setParentNodes */ true);

/** The initialiser of `const <name> = …` at the top of the file, `as const` and `satisfies` peeled off. */
export function constantOf(source, name) {
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    const found = statement.declarationList.declarations.find((each) => each.name.getText(source) === name);
    if (found?.initializer) return peeled(found.initializer);
  }
  return undefined;
}

export function peeled(node) {
  return ts.isAsExpression(node) || ts.isSatisfiesExpression(node) ? peeled(node.expression) : node;
}

export const where = (source, node) =>
  `${source.fileName}:${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1}`;
