/** Tries `attempt` until it resolves, or throws its last error after `seconds`. */
export async function until(attempt, seconds, what) {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) throw new Error(`${what} did not come up within ${seconds} s: ${error.message}`);
      await new Promise((wake) => setTimeout(wake, 200));
    }
  }
}
