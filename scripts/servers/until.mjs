/** Tries `attempt` until it resolves; after `seconds` it throws `failure` ("RabbitMQ did not start") with its last error. */
export async function until(attempt, seconds, failure) {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) throw new Error(`${failure} within ${seconds} s: ${error.message}`);
      await new Promise((wake) => setTimeout(wake, 200));
    }
  }
}
