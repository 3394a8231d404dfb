import type { FastifyInstance } from 'fastify';
import { problems, problemsInKorean, problemText, problemType, type ProblemCode } from '#contracts';
import { serveDocument } from '../http/shared-documents.js';

const codes = Object.keys(problems) as ProblemCode[];

/** Serves a page for the `type` of each problem at its path, and a list of them at `/problems`, in English and Korean. */
export function serveProblems(fastify: FastifyInstance): void {
  const items = codes.map((code) => `<li><a href="${pathOf(code)}">${code}</a>: ${problemText(code).title}</li>`);
  serve(fastify, '/problems', 'Problems', `<ul>\n${items.join('\n')}\n</ul>`);
  for (const code of codes) serve(fastify, pathOf(code), code, contentOf(code));
}

const pathOf = (code: ProblemCode): string => new URL(problemType(code)).pathname;

function contentOf(code: ProblemCode): string {
  const { status, title, detail, variants = {} } = problemText(code);
  const korean: { title: string; detail: string; variants?: Record<string, string> } = problemsInKorean[code];
  return `<p>HTTP status ${status}</p>
${sectionOf('en', title, [detail, ...Object.values(variants)])}
${sectionOf('ko', korean.title, [korean.detail, ...Object.values(korean.variants ?? {})])}
<p><a href="/problems">All problems</a> · <a href="/docs">API reference</a></p>`;
}

const sectionOf = (language: string, title: string, sentences: readonly string[]): string =>
  `<section lang="${language}">
<h2>${escaped(title)}</h2>
${sentences.map((sentence) => `<p>${escaped(sentence)}</p>`).join('\n')}
</section>`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function serve(fastify: FastifyInstance, path: string, title: string, content: string): void {
  serveDocument(fastify, path, {
    type: 'text/html; charset=utf-8',
    load: () => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sugang: ${title}</title>
</head>
<body>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`,
    headers: { 'content-security-policy': "default-src 'none'" },
  });
}
