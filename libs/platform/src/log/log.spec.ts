import { describe, expect, it } from '@jest/globals';
import { inContext } from '../context/context.js';
import { Log } from './log.js';

const CONTEXT = { correlationId: 'mina-1', traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' };

function listening(level: 'info' | 'debug' = 'info') {
  const text: string[] = [];
  const log = Log.open({ service: 'notes', level, destination: { write: (line: string) => void text.push(line) } });
  return { log, text, lines: () => text.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describe('the log', () => {
  it('writes one JSON line with time, level, service, version and part', () => {
    const { log, lines } = listening();
    log.for('relay').info('three events were published', { count: 3 });
    expect(lines()).toEqual([
      expect.objectContaining({
        level: 'info',
        service: 'notes',
        version: expect.stringMatching(/^\d+\.\d+\.\d+/),
        part: 'relay',
        msg: 'three events were published',
        count: 3,
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      }),
    ]);
  });

  it('includes correlation and trace id of the context', () => {
    const { log, lines } = listening();
    inContext(CONTEXT, () => log.info('inside'));
    log.info('outside');
    expect(lines()[0]).toMatchObject({ correlationId: 'mina-1', traceId: '4bf92f3577b34da6a3ce929d0e0e4736' });
    expect(lines()[0]).not.toHaveProperty('spanId');
    expect(lines()[1]).not.toHaveProperty('correlationId');
  });

  it('omits messages below its level', () => {
    const { log, text } = listening('info');
    log.debug('too much');
    expect(text).toEqual([]);
  });

  it('never writes secrets or personal data', () => {
    const { log, text } = listening();
    log.info('login', {
      password: 'hunter2',
      headers: { authorization: 'Bearer hunter2', cookie: 'hunter2' },
      account: { email: 'hunter2@sugang.dev', name: 'hunter2' },
      payment: { card: { token: 'hunter2' } },
    });
    expect(text.join()).not.toContain('hunter2');
    expect(text.join()).toContain('[redacted]');
  });

  it('writes an error with its stack and causes, without its parameters', () => {
    const { log, lines, text } = listening();
    const cause = Object.assign(new Error("Duplicate entry 'mina@sugang.dev' for key 'email'"), {
      code: 'ER_DUP_ENTRY',
      parameters: ['mina@sugang.dev'],
    });
    log.error('a request failed', { error: new Error('no account', { cause }) });
    expect(lines()[0]!.error).toMatchObject({
      type: 'Error',
      message: 'no account',
      stack: expect.stringContaining('log.spec'),
      cause: { code: 'ER_DUP_ENTRY', message: "Duplicate entry '…' for key 'email'" },
    });
    expect(text.join()).not.toContain('mina@sugang.dev');
  });

  it('writes no ticket of the address in an error', () => {
    const { log, lines, text } = listening();
    log.error('a request failed', {
      error: new Error('GET /api/v1/mypage/stream?ticket=%20orange&lastEventId=1 failed'),
    });
    expect(lines()[0]!.error).toMatchObject({ message: 'GET /api/v1/mypage/stream?ticket=…&lastEventId=1 failed' });
    expect(text.join()).not.toContain('orange');
  });

  it('writes the errors of an AggregateError', () => {
    const { log, lines } = listening();
    const refused = Object.assign(new Error('connect ECONNREFUSED ::1'), { code: 'ECONNREFUSED' });
    log.warn('no connection', { error: new AggregateError([refused, refused]) });
    expect(lines()[0]!.error).toMatchObject({ errors: [{ code: 'ECONNREFUSED' }, { code: 'ECONNREFUSED' }] });
  });
});
