import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { isRejection } from '#contracts';
import { JobRunner } from '#platform';
import { CreateFirstAccounts } from '../use-cases/create-first-accounts.js';
import { ForgetThePast } from '../use-cases/forget-the-past.js';
import { RotateSigningKeys } from '../use-cases/rotate-signing-keys.js';

const MINUTE_MS = 60_000;

export class FirstAccounts {
  constructor(
    readonly admin: { email: string; password: string } | undefined,
    readonly withDemo: boolean,
  ) {}
}

/** What identity does unasked: a key and the first accounts at start, rotation and forgetting ever after. */
@Injectable()
export class Housekeeping implements OnApplicationBootstrap {
  constructor(
    private readonly commands: CommandBus,
    private readonly recurring: JobRunner,
    private readonly first: FirstAccounts,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.rotate();
    await this.commands
      .execute(new CreateFirstAccounts(this.first.admin, this.first.withDemo))
      .catch(asFaultOfSettings);
    this.recurring.every(MINUTE_MS, 'rotate-signing-keys', () => this.rotate());
    this.recurring.every(10 * MINUTE_MS, 'forget-the-past', () => this.forget());
  }

  private rotate(): Promise<void> {
    return this.commands.execute(new RotateSigningKeys());
  }

  private async forget(): Promise<void | 'again'> {
    if ((await this.commands.execute(new ForgetThePast())) === 'more') return 'again';
  }
}

function asFaultOfSettings(error: unknown): never {
  if (!isRejection(error)) throw error;
  throw new Error(`SUGANG_ADMIN_EMAIL and SUGANG_ADMIN_PASSWORD make no admin: ${error.message}`, { cause: error });
}
