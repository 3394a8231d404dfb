import type { NotificationTemplate } from '#contracts';

/** What is known when something happens, and belongs to the message; names and titles are looked up when it is sent. */
export interface Facts {
  /** Won. */
  amount?: number;
  /** RFC 3339: until when the student can still pay. */
  payBy?: string;
}

/** Something that a student is to be told, once by each channel that they want. */
export interface NewNotification {
  /** Whose event it comes from; with `subject` and `sequence` it names what has happened. */
  about: 'registration' | 'payment' | 'lecture';
  subject: string;
  sequence: number;
  registrationId: string;
  studentId: string;
  template: NotificationTemplate;
  facts: Facts;
  /** Told no earlier: what settles by itself within moments is not worth two messages. */
  dueAt: Date;
  /** Told no later; null: it stays worth telling. */
  tellBefore: Date | null;
}
