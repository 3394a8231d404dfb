import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, Log } from '#platform';
import { planRotation, RotationRules } from '../domain/signing-key-rotation.js';
import { SigningKeyForge, SigningKeyStore } from '../ports/signing-keys.js';

/** Makes the next signing key when it is due, and discards those whose last token has expired. */
export class RotateSigningKeys extends Command<void> {}

@CommandHandler(RotateSigningKeys)
export class RotateSigningKeysHandler implements ICommandHandler<RotateSigningKeys> {
  constructor(
    private readonly store: SigningKeyStore,
    private readonly forge: SigningKeyForge,
    private readonly rules: RotationRules,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async execute(): Promise<void> {
    const { make, discard } = planRotation(await this.store.all(), this.rules, this.clock.now());
    if (make !== undefined) {
      const key = await this.forge.make(make.generation, make.signsFrom);
      const added = await this.store.add(key);
      if (added) this.log.info('a signing key was made', { kid: key.kid, signsFrom: key.signsFrom });
    }
    await this.store.discard(discard);
  }
}
