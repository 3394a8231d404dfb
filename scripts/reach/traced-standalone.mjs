// The embedded system with V8's precise coverage on. On the message 'take' it sends the functions called since the last one.
import { Session } from 'node:inspector/promises';

const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });

process.on('message', async () => {
  const { result } = await session.post('Profiler.takePreciseCoverage');
  const called = result.flatMap(({ url, functions }) => {
    const file = /\/dist\/((?:apps|libs)\/.*)\.js$/.exec(url)?.[1];
    if (!file) return [];
    // The outermost range is the module itself, which runs when it is loaded.
    return functions
      .filter(({ functionName, ranges: [range] }) => range.count > 0 && (functionName !== '' || range.startOffset > 0))
      .map(({ functionName, ranges: [range] }) => `${file}.ts#${functionName}@${range.startOffset}`);
  });
  process.send(called);
});

await import('../../dist/apps/standalone/src/main.js');
