import ts from 'typescript';

/** The tests of a spec as paths of titles, `describe` first; what runs never (skip, todo) is not a test. */
export function titlesIn(source, file) {
  const found = [];
  const visit = (node, path) => {
    const call = ts.isCallExpression(node) ? titledCall(node) : undefined;
    if (call?.kind === 'it') found.push([...path, call.title]);
    const inner = call ? [...path, call.title] : path;
    ts.forEachChild(node, (child) => visit(child, inner));
  };
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest), []);
  return found;
}

/** `it('…')`, `test('…')`, `describe('…')` and their `.each(…)('…')`, with the title as it is written. */
function titledCall(call) {
  const callee =
    ts.isCallExpression(call.expression) || ts.isTaggedTemplateExpression(call.expression)
      ? eachOf(call.expression)
      : call.expression;
  const [first] = call.arguments;
  if (!callee || !ts.isIdentifier(callee) || !first) return undefined;
  const kind = { it: 'it', test: 'it', describe: 'describe' }[callee.text];
  const title = titleOf(first);
  return kind && title !== undefined ? { kind, title } : undefined;
}

function eachOf(outer) {
  const property = ts.isCallExpression(outer) ? outer.expression : outer.tag;
  return ts.isPropertyAccessExpression(property) && property.name.text === 'each' ? property.expression : undefined;
}

function titleOf(node) {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map(({ literal }) => '${…}' + literal.text).join('');
}
