import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { NotificationChannel } from '#contracts';
import { Clock, Metrics, Recurring, Shutdown, type RecurringRun } from '#platform';
import { Channels } from '../use-cases/channel.js';
import { DueNotifications } from '../use-cases/due-notifications.js';
import { SendDueNotifications } from '../use-cases/send-due-notifications.js';
import { SendingBell } from '../use-cases/sending-bell.js';
import { TellThoseRegistered } from '../use-cases/tell-those-registered.js';

/** Milliseconds between two rounds that nobody rang for. */
export class RoundInterval {
  constructor(readonly ms: number) {}
}

/** For channels that the site has ceased to offer: what still waits for them is parked. */
const LEFTOVERS_MS = 60_000;

/** What notification does unasked. Each channel has rounds of its own, so that a slow provider delays nobody else's messages. */
@Injectable()
export class SendingRounds implements OnApplicationBootstrap {
  constructor(
    private readonly commands: CommandBus,
    private readonly recurring: Recurring,
    private readonly bell: SendingBell,
    private readonly channels: Channels,
    private readonly due: DueNotifications,
    private readonly interval: RoundInterval,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
    private readonly shutdown: Shutdown,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.due.forgetClaims(this.clock.now());
    const announcing = this.rounds(this.interval.ms, 'tell-those-registered', new TellThoseRegistered());
    this.bell.onRing('announcement', () => announcing.wake());
    for (const channel of NotificationChannel.options) {
      const isOffered = this.channels.names.includes(channel);
      const ms = isOffered ? this.interval.ms : LEFTOVERS_MS;
      const sending = this.rounds(ms, `send-by-${channel}`, new SendDueNotifications(channel));
      if (isOffered) this.bell.onRing('message', () => sending.wake());
    }
    this.shutdown.add('relay', {
      drain: async () => void (await Promise.all(this.channels.offered.map((channel) => channel.close()))),
    });
    this.count();
  }

  private rounds(ms: number, name: string, command: SendDueNotifications | TellThoseRegistered): RecurringRun {
    return this.recurring.every(ms, name, async () => {
      if ((await this.commands.execute(command)) === 'more') return 'again';
    });
  }

  private count(): void {
    this.metrics.gauge('sugang_notifications_pending', 'Messages that wait to be sent', ['channel'], async (gauge) => {
      gauge.reset();
      for (const { channel, pending } of await this.due.figures()) gauge.set({ channel }, pending);
    });
    this.metrics.gauge('sugang_notifications_parked', 'Messages given up as hopeless', ['channel'], async (gauge) => {
      gauge.reset();
      for (const { channel, parked } of await this.due.figures()) gauge.set({ channel }, parked);
    });
    this.metrics.gauge(
      'sugang_notifications_oldest_seconds',
      'Age of the oldest message that waits to be sent',
      ['channel'],
      async (gauge) => {
        gauge.reset();
        const now = this.clock.now().getTime();
        for (const { channel, oldest } of await this.due.figures()) {
          if (oldest) gauge.set({ channel }, Math.max(0, now - oldest.getTime()) / 1_000);
        }
      },
    );
  }
}
