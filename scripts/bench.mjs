// npm run bench: how fast the embedded mode registers. npm run bench -- limit: how close the distributed mode comes to what
// its servers allow. npm run bench -- gateway: what the gateway adds. On this machine, now; nothing fails for being slow.
const pages = { embedded: './bench/embedded.mjs', limit: './bench/limit.mjs', gateway: './bench/gateway.mjs' };
const [asked = 'embedded'] = process.argv.slice(2);

if (Object.hasOwn(pages, asked)) await import(pages[asked]);
else {
  process.stderr.write(`bench: there is no ${asked}; there are ${Object.keys(pages).join(', ')}\n`);
  process.exitCode = 1;
}
