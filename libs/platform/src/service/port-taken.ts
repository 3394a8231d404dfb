import { createServer } from 'node:net';

/** Resolves when somebody could listen there now, before anything is opened in vain. @throws EADDRINUSE, EACCES */
export async function assertPortFree(port: number, host?: string): Promise<void> {
  if (port === 0) return;
  const server = createServer();
  await new Promise<void>((free, taken) => server.once('error', taken).listen({ port, host }, free));
  await new Promise((closed) => server.close(closed));
}
