import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../support/metrics.js';

const FOLDER = 'docs/runbook';
/** Alert names are a public interface and do not change; these pages have plainer names. */
const RENAMED: Record<string, string> = { SugangEventsReachNobody: 'unroutable-events' };
const alerts = rules().filter(({ alert }) => alert !== undefined);
const pages = readdirSync(FOLDER).filter((name) => name !== 'README.md');
const textOf = (page: string) => readFileSync(join(FOLDER, page), 'utf8');

describe('an alert', () => {
  it.each(alerts)('$alert names its runbook page, severity and summary', ({ alert = '', labels, annotations }) => {
    const page =
      RENAMED[alert] ??
      alert
        .replace(/^Sugang/, '')
        .replace(/(?<!^)(?=[A-Z])/g, '-')
        .toLowerCase();
    expect(annotations).toMatchObject({
      summary: expect.stringMatching(/^[A-Z]/),
      description: expect.stringContaining('.'),
      runbook_url: `${FOLDER}/${page}.md`,
    });
    expect(['page', 'ticket']).toContain(labels!.severity);
    expect(textOf(`${page}.md`)).toContain(`Alert: \`${alert}\``);
  });

  it('has one page, and each page has one alert and an index entry', () => {
    const led = alerts.map(({ annotations }) => annotations!.runbook_url!.replace(`${FOLDER}/`, ''));
    expect([...led].sort()).toEqual([...pages].sort());
    for (const page of pages) expect(textOf('README.md')).toContain(`(${page})`);
  });
});

describe('a runbook page', () => {
  it.each(pages)('%s reads complete logs (kubectl shows ten lines of each pod by default)', (page) => {
    const commands = textOf(page).match(/^kubectl .*\blogs -l .*$/gm) ?? [];
    expect(commands.filter((command) => !command.includes('--tail='))).toEqual([]);
  });

  it.each(pages)('%s forwards every local port that its commands use', (page) => {
    expect(notForwarded(textOf(page))).toEqual([]);
  });

  it('is reported for a local port that it does not forward (negative control)', () => {
    const forwarded = 'kubectl port-forward deployment/a 18081:<port> &\ncurl -s localhost:18081/metrics';
    expect([notForwarded(forwarded), notForwarded('curl -s localhost:18081/metrics')]).toEqual([[], ['18081']]);
  });

  it.each(pages)('%s has the sections of the template', (page) => {
    const text = textOf(page);
    expect([...text.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)).toEqual([
      'Meaning',
      'Impact',
      'Diagnosis',
      'Mitigation',
    ]);
    expect(/## Diagnosis\n[^]*```(sh|sql)\n[^]*## Mitigation/.test(text)).toBe(true);
  });

  it.each(pages)('%s refers to existing commands, log lines and columns', (page) => {
    expect(unknown(textOf(page))).toEqual([]);
  });

  it('is reported for an unknown command, log line or column (negative control)', () => {
    const text = [
      '```sh',
      'kubectl exec x -- node libs/messaging/src/cli/unpark.js',
      "kubectl logs x | grep -E 'the moon is full|a scheduled job failed'",
      '```',
      "```sql\nSELECT colour FROM payments WHERE status = 'X';\n```",
      '`npm run moonshine`',
    ].join('\n');
    expect(unknown(text)).toEqual([
      'libs/messaging/src/cli/unpark.js',
      'npm run moonshine',
      'the moon is full',
      'payments.colour',
    ]);
  });
});

const sources = ['apps', 'libs']
  .flatMap((top) => readdirSync(top, { recursive: true, encoding: 'utf8' }).map((path) => join(top, path)))
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts'));
const code = sources.map((path) => readFileSync(path, 'utf8')).join('\n');
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

function unknown(text: string): string[] {
  const files = [...text.matchAll(/node ((?:apps|libs)\/\S+\.js)/g)].map(([, file]) => file!);
  const commands = [...text.matchAll(/`npm run ([a-z:-]+)/g)].map(([, name]) => name!);
  return [
    ...files.filter((file) => !existsSync(file.replace(/\.js$/, '.ts'))),
    ...commands.filter((name) => !(name in scripts)).map((name) => `npm run ${name}`),
    ...logLines(text).filter((words) => !new RegExp(words).test(code)),
    ...columns(text)
      .filter(({ table, column }) => !tableOf(table).includes(column))
      .map(({ table, column }) => `${table}.${column}`),
  ];
}

/** The search patterns for logs; a fragment such as `rebuil` matches several lines. */
const logLines = (text: string): string[] =>
  [...text.matchAll(/kubectl [^\n]*logs [^\n]*\| grep (?:-E )?'([^']+)'/g)]
    .map(([, pattern]) => pattern!)
    .filter((pattern) => !pattern.includes('"level"'))
    .flatMap((pattern) => pattern.split(/\|(?![^(]*\))/));

const columns = (text: string): { table: string; column: string }[] =>
  [...text.matchAll(/SELECT ([^;]*?)\s+FROM (registration|payments|notification|outbox)\b([^;`]*)/g)].flatMap(
    ([, list, table, rest]) =>
      [...`${list} ${rest}`.replace(/'[^']*'/g, '').matchAll(/\b[a-z]+(?:_[a-z]+)*\b/g)].map(([column]) => ({
        table: table!,
        column,
      })),
  );

const tableOf = (table: string): string[] =>
  new RegExp(`CREATE TABLE ${table} \\(([^]*?)\\)\`|createTable[^]*?CREATE TABLE ${table}\\b([^]*?)\`,`)
    .exec(code)?.[0]
    .match(/\b[a-z_]+\b/g) ?? [];

const notForwarded = (text: string): string[] =>
  [...text.matchAll(/localhost:(\d+)/g)]
    .map(([, port]) => port!)
    .filter((port) => !new RegExp(`port-forward \\S+ ${port}:`).test(text));
