import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isFresh } from './conditional-reads.js';
import { varyOf } from './http-answer.js';

export interface SharedDocument {
  type: string;
  /** Called once; the outcome of a failure is not kept. */
  load: () => string | Uint8Array | Promise<string | Uint8Array>;
  headers?: Readonly<Record<string, string>>;
  /** For content that is compressed already, such as images. */
  compressed?: boolean;
}

/** Serves a document that is the same for all clients from one buffer per encoding, however many clients read it, with an ETag. */
export function serveDocument(fastify: FastifyInstance, path: string, document: SharedDocument): void {
  const encodings = document.compressed ? [] : ENCODINGS;
  const variants = new Map<string, Promise<Variant>>();
  const variantOf = (encoding: string): Promise<Variant> => {
    const variant = variants.get(encoding) ?? load(document, encoding);
    variants.set(encoding, variant);
    variant.catch(() => variants.delete(encoding));
    return variant;
  };
  fastify.get(path, async (request, reply) => {
    if (!document.compressed) void reply.header('vary', varyOf(reply.getHeader('vary'), 'Accept-Encoding'));
    const encoding = encodings.find(({ name }) => accepts(request, name))?.name ?? 'identity';
    return send(request, reply, await variantOf(encoding), document.headers);
  });
}

interface Variant {
  body: Buffer;
  etag: string;
  headers: Record<string, string>;
}

const ENCODINGS = [
  // Quality 11 takes seconds for the largest document; the result of 6 is 11 % larger.
  {
    name: 'br',
    compress: (body: Buffer) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  },
  { name: 'gzip', compress: (body: Buffer) => promisify(gzip)(body, { level: 9 }) },
];

async function load({ load: read, type }: SharedDocument, encoding: string): Promise<Variant> {
  const content = Buffer.from(await read());
  const body = (await ENCODINGS.find(({ name }) => name === encoding)?.compress(content)) ?? content;
  const digest = createHash('sha256').update(content).digest('base64url').slice(0, 22);
  return {
    body,
    // A strong ETag names one sequence of bytes, so each encoding has its own.
    etag: encoding === 'identity' ? `"${digest}"` : `"${digest}-${encoding}"`,
    headers: {
      'content-type': type,
      ...(encoding !== 'identity' && { 'content-encoding': encoding }),
    },
  };
}

function send(request: FastifyRequest, reply: FastifyReply, { body, etag, headers }: Variant, more = {}): FastifyReply {
  void reply.headers({ 'cache-control': 'no-cache', ...headers, ...more, etag });
  return isFresh(request.headers['if-none-match'], etag) ? reply.code(304).send() : reply.send(body);
}

function accepts({ headers }: FastifyRequest, encoding: string): boolean {
  const accepted = [headers['accept-encoding'] ?? ''].flat().join(',').toLowerCase().split(',');
  return accepted.some((each) => {
    const [name, quality] = each.split(';').map((part) => part.trim());
    return name === encoding && !/^q=0(\.0*)?$/.test(quality ?? '');
  });
}
