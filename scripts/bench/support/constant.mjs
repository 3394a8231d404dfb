// A Fastify route that answers a constant: `node constant.mjs <path> <text>`; sends its port to the parent.
import fastify from 'fastify';

const [path, text] = process.argv.slice(2);
const server = fastify();
server.get(path, (_request, reply) => reply.type('application/json; charset=utf-8').send(text));
await server.listen({ port: 0, host: '127.0.0.1' });
process.send(server.server.address().port);
process.once('disconnect', () => process.exit());
