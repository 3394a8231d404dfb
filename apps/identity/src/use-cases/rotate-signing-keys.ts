import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, Log, type JobResult } from '#platform';
import { planRotation } from '../domain/signing-key-rotation.js';
import { SigningKeyGenerator, StoredSigningKeys } from '../ports/tokens.js';
import { IdentitySettings } from '../settings.js';

export class RotateSigningKeys extends Command<JobResult> {}

@CommandHandler(RotateSigningKeys)
export class RotateSigningKeysHandler implements ICommandHandler<RotateSigningKeys> {
  constructor(
    private readonly keys: StoredSigningKeys,
    private readonly generator: SigningKeyGenerator,
    private readonly settings: IdentitySettings,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async execute(): Promise<JobResult> {
    const { rotationPolicy } = this.settings;
    const { generate, discard } = planRotation(await this.keys.all(), rotationPolicy, this.clock.now());
    if (generate !== undefined) {
      const key = await this.generator.generate(generate.generation, generate.signsFrom);
      const added = await this.keys.add(key);
      if (added) this.log.info('generated a signing key', { kid: key.kid, signsFrom: key.signsFrom });
    }
    await this.keys.discard(discard);
    return 'done';
  }
}
