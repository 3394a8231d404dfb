import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const SMALLEST_BYTES = 1_024;
const COMPRESSED_TYPES = /^(application\/(problem\+)?json|text\/csv)\b/;

/**
 * Compresses large responses to reads. The size of a compressed response reveals how much of the request it repeats (BREACH): tokens and
 * secrets are in responses to POST and PUT, which are never compressed, and a read is authorized by a header that no other site can send.
 */
export async function compressReads(fastify: FastifyInstance): Promise<void> {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (!isCompressible(request, reply)) request.raw.headers['x-no-compression'] = 'true';
    done(null, payload);
  });
  await fastify.register(compress, {
    threshold: SMALLEST_BYTES,
    encodings: ['br', 'gzip'],
    customTypes: COMPRESSED_TYPES,
    globalDecompression: false,
    zlibOptions: { flush: constants.Z_SYNC_FLUSH },
    brotliOptions: { flush: constants.BROTLI_OPERATION_FLUSH, params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  });
}

function isCompressible({ method }: FastifyRequest, reply: FastifyReply): boolean {
  const length = reply.getHeader('content-length');
  const isLarge = length === undefined || Number(length) >= SMALLEST_BYTES;
  // A strong ETag names one sequence of bytes, and clients send it back as If-Match.
  const hasStrongTag = String(reply.getHeader('etag') ?? '').startsWith('"');
  return method === 'GET' && reply.statusCode === 200 && isLarge && !hasStrongTag;
}
