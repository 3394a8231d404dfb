import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Registration } from '#contracts';
import { knownOf } from '../domain/tell-of-registration.js';
import { KnownRegistrations } from './known-registrations.js';

export class KeepRegistration extends Command<'kept' | 'stale'> {
  constructor(
    readonly registration: Registration,
    readonly sequence: number,
  ) {
    super();
  }
}

@CommandHandler(KeepRegistration)
export class KeepRegistrationHandler implements ICommandHandler<KeepRegistration> {
  constructor(private readonly registrations: KnownRegistrations) {}

  execute({ registration, sequence }: KeepRegistration): Promise<'kept' | 'stale'> {
    return this.registrations.keep(knownOf(registration, sequence));
  }
}
