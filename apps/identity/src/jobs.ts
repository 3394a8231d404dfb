import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { isRejection } from '#contracts';
import { job, type Job } from '#platform';
import { CreateFirstAccounts } from './use-cases/create-first-accounts.js';
import { DeleteExpiredSessions } from './use-cases/delete-expired-sessions.js';
import { ReencryptSigningKeys } from './use-cases/reencrypt-signing-keys.js';
import { RotateSigningKeys } from './use-cases/rotate-signing-keys.js';
import { SEND_ACCOUNT_MAIL, SendAccountMail } from './use-cases/send-account-mail.js';
import { IdentitySettings } from './settings.js';

const MINUTE_MS = 60_000;

export const jobs: Job[] = [
  job('rotate-signing-keys', { everyMs: MINUTE_MS }, () => new RotateSigningKeys()),
  job('delete-expired-sessions', { everyMs: 10 * MINUTE_MS }, () => new DeleteExpiredSessions()),
  job(SEND_ACCOUNT_MAIL, { everyMs: 5_000 }, () => new SendAccountMail()),
];

@Injectable()
export class IdentityStartup implements OnApplicationBootstrap {
  constructor(
    private readonly commands: CommandBus,
    private readonly settings: IdentitySettings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.commands.execute(new RotateSigningKeys());
    await this.commands.execute(new ReencryptSigningKeys());
    const { firstAdmin, SUGANG_DEMO } = this.settings;
    await this.commands.execute(new CreateFirstAccounts(firstAdmin, SUGANG_DEMO ?? false)).catch(asSettingsError);
  }
}

function asSettingsError(error: unknown): never {
  if (!isRejection(error)) throw error;
  throw new Error(
    `SUGANG_ADMIN_EMAIL and SUGANG_ADMIN_PASSWORD cannot be used to create the first admin: ${error.message}`,
    { cause: error },
  );
}
