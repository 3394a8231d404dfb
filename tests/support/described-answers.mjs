import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const read = (name) =>
  JSON.parse(readFileSync(resolve(import.meta.dirname, `../../docs/openapi/${name}.json`), 'utf8'));
/** Documented only in a description: earlier clients request the CSV file at `/roster` with `Accept`. */
const IN_WORDS = [{ path: /^\/api\/v1\/admin\/lectures\/[^/]+\/roster$/, type: /^text\/csv/ }];
/** Called by payment providers, not by clients. */
const CALLBACKS = /^\/api\/v1\/payments\/webhook\b/;
/** The document of an installation omits the operations of services that are not installed. */
const NOT_INSTALLED = /"code":"SERVICE_NOT_INSTALLED"/;
const ROUTED = /^\/(api\/v1|\.well-known)\//;
/** Values in the sample events that are not known yet: enumerations are open, and My Page shows what it receives. */
const OF_LATER_RELEASES = ['AWAITING_APPROVAL', 'REPLACED'];
/** Headers that every response with this status has; they are optional in the document, because several codes share one response. */
const PROMISED = {
  401: ['WWW-Authenticate'],
  405: ['Allow'],
  429: ['Retry-After'],
  503: ['Retry-After'],
};

/**
 * Compares responses with the API document: the status, the documented headers, and the body, in which an undocumented
 * field is a fault.
 */
export class DescribedAnswers {
  #document;
  #ajv = new Ajv2020({ strict: false, allErrors: true, code: { optimize: false } });
  #validators = new Map();
  #routes;
  #headers;
  #withProvider;

  constructor() {
    const document = read('current');
    this.#document = closed(document);
    this.#withProvider = read('external-provider').paths;
    addFormats.default(this.#ajv);
    this.#ajv.addKeyword({
      keyword: 'x-extensible-enum',
      errors: false,
      validate: (values, value) => value === null || values.includes(value) || OF_LATER_RELEASES.includes(value),
    });
    this.#ajv.addSchema(this.#document, 'api');
    this.#routes = Object.keys(document.paths).map((path) => ({
      path,
      parameters: path.split('{').length,
      pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{[^}]+\}/g, '[^/]{1,1000}')}$`),
    }));
    this.#routes.sort((one, other) => one.parameters - other.parameters);
    const responses = Object.values(document.paths)
      .flatMap((item) => Object.values(item))
      .flatMap(({ responses: each = {} }) => Object.values(each));
    this.#headers = new Set(responses.flatMap((each) => Object.keys(this.#resolved(each).headers ?? {})));
  }

  /** Whether the document describes responses to such a request. It excludes health checks, documents and `/internal`. */
  covers(method, url) {
    const path = pathOf(url);
    return method !== 'OPTIONS' && ROUTED.test(path) && !CALLBACKS.test(path);
  }

  /** The faults of a response. `text` is undefined if the body was not read. */
  faults({ method, url, status, headers, text }) {
    const operation = this.#operation(method, pathOf(url));
    const [pointer, responses, { operationId, isOptional }] = operation ?? [null, null, { operationId: 'unknown' }];
    const of = (fault) => `${method} ${pathOf(url)} (${operationId}) ${status}: ${fault}`;
    // HEAD is not in the document: streams reject it, other reads respond as to GET.
    const isRefused = method === 'HEAD' && status === 405;
    if (!operation || isRefused || (status === 404 && (isOptional || NOT_INSTALLED.test(text))))
      return [...missing(status, headers, text), ...this.#faultsWithoutOperation(method, status, text)].map(of);
    const type = headers.get('content-type') ?? '';
    if (IN_WORDS.some((each) => each.path.test(pathOf(url)) && each.type.test(type))) return [];
    if (!responses[status]) return [of(`this status is not declared${codeIn(text)}`)];
    const response = this.#resolved(responses[status]);
    const at = responses[status].$ref?.slice(1) ?? `${pointer}/responses/${status}`;
    const inHeaders = [...missing(status, headers, text), ...this.#inHeaders(response, headers)];
    return [...inHeaders, ...this.#inBody(method, response, at, headers, text)].map(of);
  }

  /** The faults in the data of a stream event. */
  eventFaults(url, name, data) {
    const pointer = this.#operation('GET', pathOf(url))?.[0];
    if (!pointer) return [];
    const type = this.#at(`${pointer}/responses/200`).content?.['text/event-stream'];
    const event = type?.['x-sse-events']?.[name];
    if (!event) return [`GET ${pathOf(url)}: the event ${name} is not declared`];
    const faults = event.data.startsWith('#') ? this.#invalid(event.data.slice(1), data) : [];
    return faults.map((fault) => `GET ${pathOf(url)}: event ${name}: ${fault}`);
  }

  #faultsWithoutOperation(method, status, text) {
    if (status < 400) return ['the document has no such operation'];
    if (method === 'HEAD' || text === undefined) return [];
    return this.#invalid('/components/schemas/Problem', text);
  }

  #inHeaders({ headers: declared = {} }, headers) {
    const unknown = [...this.#headers]
      .filter((name) => headers.has(name) && !(name in declared) && headers.get(name) !== 'no-store')
      .map((name) => `the header ${name} is not declared`);
    const wrong = Object.entries(declared)
      .filter(([name, header]) => {
        const integer = this.#resolved(header).schema?.type === 'integer';
        return integer && headers.has(name) && !/^\d+$/.test(headers.get(name));
      })
      .map(([name]) => `the header ${name} is not an integer: ${headers.get(name)}`);
    return [...unknown, ...wrong];
  }

  #inBody(method, { content }, at, headers, text) {
    const type = headers.get('content-type')?.split(';')[0];
    if (method === 'HEAD' || (!content && !type)) return [];
    if (!content?.[type]) return [`the content type ${type} is not declared`];
    if (text === undefined || !type.endsWith('json')) return [];
    return this.#invalid(`${at}/content/${escaped(type)}/schema`, text);
  }

  #invalid(pointer, text) {
    let validate = this.#validators.get(pointer);
    if (!validate) {
      const path = pointer.split('/').map(encodeURIComponent).join('/');
      validate = this.#ajv.compile({ $ref: `api#${path}` });
      this.#validators.set(pointer, validate);
    }
    let value;
    try {
      value = JSON.parse(text);
    } catch {
      return ['the body is not JSON'];
    }
    if (validate(value)) return [];
    return validate.errors.map(({ instancePath, message, params }) => {
      const { additionalProperty = '', allowedValues } = params;
      const found = instancePath
        .split('/')
        .slice(1)
        .reduce((from, key) => from?.[key], value);
      const shown = additionalProperty || allowedValues || JSON.stringify(found)?.slice(0, 200);
      return `${instancePath || '/'} ${message} (${shown})`;
    });
  }

  #operation(method, path) {
    const key = method === 'HEAD' ? 'get' : method.toLowerCase();
    const route = this.#routes.find((each) => each.pattern.test(path) && this.#document.paths[each.path][key]);
    if (!route) return undefined;
    const { responses, operationId } = this.#document.paths[route.path][key];
    // With an external identity provider some operations do not exist.
    const isOptional = this.#withProvider[route.path]?.[key] === undefined;
    return [`/paths/${escaped(route.path)}/${key}`, responses, { operationId, isOptional }];
  }

  #resolved(part) {
    return part.$ref ? this.#at(part.$ref.slice(1)) : part;
  }

  #at(pointer) {
    const keys = pointer.split('/').slice(1);
    return keys.reduce((from, key) => from[key.replaceAll('~1', '/').replaceAll('~0', '~')], this.#document);
  }
}

const pathOf = (url) => new URL(url, 'http://localhost').pathname;
/** A request that the server could not parse has no trace. */
const missing = (status, headers, text) =>
  [...(/"traceId":""/.test(text) ? [] : ['X-Correlation-Id', 'traceparent']), ...(PROMISED[status] ?? [])]
    .filter((name) => !headers.has(name))
    .map((name) => `the header ${name} is missing`);
const escaped = (key) => key.replaceAll('~', '~0').replaceAll('/', '~1');
const codeIn = (text) => (/"code":"\w+"/.exec(text ?? '') ? ` (${/"code":"\w+"/.exec(text)[0]})` : '');

/** A copy of the schemas that allows no additional properties, so that undocumented fields are found. */
function closed(node, inAllOf = false) {
  if (Array.isArray(node)) return node.map((each) => closed(each));
  if (node === null || typeof node !== 'object') return node;
  const copy = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === 'allOf' ? value.map((each) => closed(each, true)) : closed(value),
    ]),
  );
  const opens = inAllOf || !(node.properties && node.type === 'object') || 'additionalProperties' in node;
  return opens ? copy : { ...copy, additionalProperties: false };
}
