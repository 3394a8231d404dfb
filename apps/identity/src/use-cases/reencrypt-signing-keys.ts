import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Readiness } from '#platform';
import { SealedKeys } from '../ports/tokens.js';

/** On startup: encrypts signing keys with the current identity key. From then on, readiness requires that tokens can be signed. */
export class ReencryptSigningKeys extends Command<void> {}

@CommandHandler(ReencryptSigningKeys)
export class ReencryptSigningKeysHandler implements ICommandHandler<ReencryptSigningKeys> {
  constructor(
    private readonly keys: SealedKeys,
    private readonly readiness: Readiness,
  ) {}

  async execute(): Promise<void> {
    this.readiness.check('signing-keys', async () => void (await this.keys.signingKey()));
    await this.keys.resealAll();
  }
}
