import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Registration } from '#contracts';
import { Clock } from '#platform';
import { registrationNotification, type RegistrationEventName } from '../domain/registration-notification.js';
import { RegistrationCopies } from '../ports/copies.js';
import { Notifications } from '../ports/notifications.js';
import { NotificationSettings } from '../settings.js';

export class NotifyOfRegistration extends Command<void> {
  constructor(
    readonly name: RegistrationEventName,
    readonly registration: Registration,
    readonly sequence: number,
  ) {
    super();
  }
}

@CommandHandler(NotifyOfRegistration)
export class NotifyOfRegistrationHandler implements ICommandHandler<NotifyOfRegistration> {
  constructor(
    private readonly registrations: RegistrationCopies,
    private readonly notifications: Notifications,
    private readonly clock: Clock,
    private readonly settings: NotificationSettings,
  ) {}

  async execute({ name, registration, sequence }: NotifyOfRegistration): Promise<void> {
    const copy = await this.registrations.find(registration.id);
    const graceMs = this.settings.SUGANG_NOTIFICATION_GRACE_MS;
    const notification = registrationNotification(name, registration, sequence, copy, this.clock.now(), graceMs);
    if (!notification) return;
    // The delayed message about an awaited payment is usually withdrawn here.
    if (copy?.status === 'AWAITING_PAYMENT') await this.notifications.withdrawBefore(notification.subject, sequence);
    await this.notifications.add([notification]);
  }
}
