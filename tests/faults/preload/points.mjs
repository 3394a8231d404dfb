/** Armed fail points: the action, and for which passes it applies. */
const armed = new Map();
const passes = new Map();
const hanging = new Set();

export function arm(point, action, { after = 0, times = Infinity } = {}) {
  armed.set(point, { action, from: timesReached(point) + after, times });
}

/** Releases everything that hangs at the point. */
export function disarm(point) {
  for (const each of hanging) if (point === undefined || each.point === point) each.goOn();
  if (point === undefined) armed.clear();
  else armed.delete(point);
}

export const timesReached = (point) => passes.get(point) ?? 0;

/** Passes a fail point with several names, from the most specific to the most general. */
export async function pass(names, fault = (name) => new Error(`fails at ${name}`)) {
  for (const name of [names].flat()) {
    const before = timesReached(name);
    passes.set(name, before + 1);
    const order = armed.get(name);
    if (!order || before < order.from || order.times <= 0) continue;
    order.times -= 1;
    await act(name, order.action, fault);
  }
}

async function act(point, action, fault) {
  if (action === 'kill') {
    process.kill(process.pid, 'SIGKILL');
    await new Promise(() => undefined); // The signal is on its way: nothing more happens here.
  }
  if (action === 'fail') throw fault(point);
  if (action === 'hang') {
    await new Promise((goOn) => {
      const here = { point, goOn: () => goOn(hanging.delete(here)) };
      hanging.add(here);
    });
  }
  if (action.delayMs !== undefined) await new Promise((wake) => setTimeout(wake, action.delayMs));
}
