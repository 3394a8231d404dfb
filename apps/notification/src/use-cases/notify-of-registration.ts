import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Registration } from '#contracts';
import { Clock } from '#platform';
import { approvalNotifications } from '../domain/approval-notification.js';
import type { NewNotification } from '../domain/notification.js';
import {
  registrationNotification,
  type RegistrationCopy,
  type RegistrationEventName,
} from '../domain/registration-notification.js';
import { LectureCopies, RegistrationCopies } from '../ports/copies.js';
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
    private readonly lectures: LectureCopies,
    private readonly notifications: Notifications,
    private readonly clock: Clock,
    private readonly settings: NotificationSettings,
  ) {}

  async execute({ name, registration, sequence }: NotifyOfRegistration): Promise<void> {
    const copy = await this.registrations.find(registration.id);
    const graceMs = this.settings.SUGANG_NOTIFICATION_GRACE_MS;
    const notification = registrationNotification(name, registration, sequence, copy, this.clock.now(), graceMs);
    // The delayed message about an awaited payment is usually withdrawn here.
    if (notification && copy?.status === 'AWAITING_PAYMENT')
      await this.notifications.withdrawBefore(registration.id, sequence);
    const { declinedAttempts = 0, paymentDeferred } = registration;
    if (declinedAttempts > 0 && paymentDeferred && (copy?.sequence ?? 0) <= sequence)
      await this.notifications.withdrawBefore(registration.id, declinedAttempts + 1, 'declined-attempt');
    const decisions = await this.aboutDecisions({ name, registration, sequence }, copy);
    if (notification || decisions.length > 0)
      await this.notifications.add([...(notification ? [notification] : []), ...decisions]);
  }

  private async aboutDecisions(
    { name, registration, sequence }: Pick<NotifyOfRegistration, 'name' | 'registration' | 'sequence'>,
    copy: RegistrationCopy | undefined,
  ): Promise<NewNotification[]> {
    if (!registration.approval) return [];
    const lecture = await this.lectures.find(registration.lectureId);
    const copies = { registration: copy, lecture };
    return approvalNotifications(name, registration, sequence, copies, this.clock.now());
  }
}
