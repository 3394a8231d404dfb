/** What a service does of its own accord, such as consuming: it begins once every part of the service has started. */
export class Beginnings {
  private readonly steps: (() => Promise<void>)[] = [];

  /** Registers `begin`, to be run once, in the order of registration. */
  add(begin: () => Promise<void>): void {
    this.steps.push(begin);
  }

  /** Begins one after the other. @throws whatever keeps one from beginning */
  async run(): Promise<void> {
    for (const begin of this.steps.splice(0)) await begin();
  }
}
