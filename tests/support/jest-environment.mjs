import { TestEnvironment } from 'jest-environment-node';
import { channel } from 'node:diagnostics_channel';
import { gunzipSync, brotliDecompressSync } from 'node:zlib';
import { DescribedAnswers } from './described-answers.mjs';

/** Marks a response of a server that a test provides. */
const STAND_IN = 'x-stand-in';
/** Maximum time to wait for bodies that the test has not read. */
const WITHIN_MS = 500;

const created = channel('fastify.initialization');
const responses = channel('http.client.response.finish');

/** Shared by all files of a worker, so that the document is compiled once. */
let described;

/**
 * Compares every response that an end-to-end test receives (with `fetch`, `node:http` or Fastify's `inject`) with the API
 * document, and fails the test if the document does not describe the response.
 */
export default class extends TestEnvironment {
  #faults = new Set();
  #pending = new Set();

  constructor(config, context) {
    super(config, context);
    this.checks = /\.e2e\.spec\./.test(context.testPath);
  }

  async setup() {
    await super.setup();
    if (!this.checks) return;
    described ??= new DescribedAnswers();
    const { fetch } = this.global;
    this.global.fetch = async (input, init) => this.#fetched(await fetch(input, init), input, init);
    created.subscribe(this.#onCreated);
    responses.subscribe(this.#onResponse);
  }

  async teardown() {
    created.unsubscribe(this.#onCreated);
    responses.unsubscribe(this.#onResponse);
    await super.teardown();
  }

  async handleTestEvent(event, state) {
    if (!this.checks) return;
    if (event.name === 'test_fn_success' || event.name === 'test_fn_failure')
      event.test.errors.push(...(await this.#errors()));
    if (event.name === 'run_finish') state.unhandledErrors.push(...(await this.#errors()));
  }

  async #errors() {
    if (this.#pending.size > 0) await Promise.race([Promise.allSettled(this.#pending), elapsed(WITHIN_MS)]);
    const faults = [...this.#faults];
    this.#faults.clear();
    if (faults.length === 0) return [];
    const message = `docs/openapi/current.json does not describe these responses:\n  ${faults.join('\n  ')}`;
    return [Object.assign(new Error(message), { stack: message })];
  }

  #check(answer) {
    try {
      for (const fault of described.faults(answer)) this.#faults.add(fault);
    } catch (error) {
      this.#faults.add(`${answer.method} ${answer.url}: ${error.stack}`);
    }
  }

  #fetched(response, input, init) {
    const url = String(input.url ?? input);
    const method = (init?.method ?? input.method ?? 'GET').toUpperCase();
    const { status, headers } = response;
    if (!described.covers(method, url) || headers.has(STAND_IN)) return response;
    const type = headers.get('content-type') ?? '';
    if (/json/.test(type)) {
      this.#whenRead(response.clone().text(), (text) => this.#check({ method, url, status, headers, text }));
    } else this.#check({ method, url, status, headers });
    if (type.startsWith('text/event-stream')) this.#watchEvents(response, url);
    return response;
  }

  #watchEvents(response, url) {
    const decoder = new TextDecoder();
    const feed = this.#eventsOf(url);
    const watched = response.body.pipeThrough(
      new TransformStream({
        transform(chunk, out) {
          feed(decoder.decode(chunk, { stream: true }));
          out.enqueue(chunk);
        },
      }),
    );
    Object.defineProperty(response, 'body', { value: watched });
  }

  #eventsOf(url) {
    let open = '';
    return (text) => {
      open += text;
      const blocks = open.split('\n\n');
      open = blocks.pop();
      for (const block of blocks) {
        const data = /^data: ?(.*)$/m.exec(block)?.[1];
        if (data === undefined) continue;
        const name = /^event: ?(.*)$/m.exec(block)?.[1] ?? 'message';
        for (const fault of described.eventFaults(url, name, data)) this.#faults.add(fault);
      }
    };
  }

  #onCreated = ({ fastify }) => {
    const { inject } = fastify;
    fastify.inject = (request, ...rest) => {
      const answering = inject.call(fastify, request, ...rest);
      const { url = request, method = 'GET' } = request ?? {};
      if (typeof url === 'string' && described.covers(method.toUpperCase(), url) && rest.length === 0)
        this.#whenRead(answering, ({ statusCode: status, headers, payload: text }) =>
          this.#check({ method: method.toUpperCase(), url, status, headers: headersOf(headers), text }),
        );
      return answering;
    };
  };

  #onResponse = ({ request, response }) => {
    const url = request.path;
    if (!described.covers(request.method, url) || STAND_IN in response.headers) return;
    const answer = {
      method: request.method,
      url,
      status: response.statusCode,
      headers: headersOf(response.headers),
    };
    if (!/json/.test(response.headers['content-type'])) return this.#check(answer);
    const chunks = [];
    const { push } = response;
    response.push = (chunk, encoding) => {
      if (chunk) chunks.push(Buffer.from(chunk));
      else this.#check({ ...answer, text: decoded(Buffer.concat(chunks), response.headers['content-encoding']) });
      return push.call(response, chunk, encoding);
    };
  };

  #whenRead(reading, check) {
    // A truncated body also fails in the test, which reads the same one.
    const checked = reading.then(check, () => undefined).finally(() => this.#pending.delete(checked));
    this.#pending.add(checked);
  }
}

const elapsed = (ms) => new Promise((resolve) => setTimeout(resolve, ms).unref());

const headersOf = (headers) =>
  new Headers(Object.entries(headers).flatMap(([name, value]) => [value].flat().map((each) => [name, String(each)])));

function decoded(body, encoding) {
  if (encoding === 'gzip') return gunzipSync(body).toString();
  if (encoding === 'br') return brotliDecompressSync(body).toString();
  return body.toString();
}
