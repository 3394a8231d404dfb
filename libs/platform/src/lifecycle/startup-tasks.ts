/** Work that a service starts by itself, such as consuming messages, once all of its parts have been initialized. */
export class StartupTasks {
  private readonly tasks: (() => Promise<void>)[] = [];

  /** Tasks run once, one after the other, in the order in which they were added. */
  add(task: () => Promise<void>): void {
    this.tasks.push(task);
  }

  /** @throws the error of the first task that fails; later tasks do not run */
  async run(): Promise<void> {
    for (const task of this.tasks.splice(0)) await task();
  }
}
