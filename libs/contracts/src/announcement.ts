import { z } from 'zod';
import { Id, Instant, singleLine, SubjectId, text } from './values.js';

export const AnnounceBody = z
  .strictObject({
    title: singleLine(1, 200).describe('Title of the message, on a single line.'),
    body: text(1, 5000).describe('Text of the message. Line breaks are preserved.'),
  })
  .meta({
    id: 'Announce',
    description: 'A message to the confirmed students of a lecture.',
    example: { title: 'Bring a laptop', body: 'We will sort real data on Tuesday.' },
  });
export type AnnounceBody = z.infer<typeof AnnounceBody>;

/** The data of `lecture.announced`: an aggregate of its own, which never changes. */
export const Announcement = z
  .object({
    id: Id.describe('Id of the message.'),
    lectureId: Id.describe('Id of the lecture.'),
    title: z.string().meta({ description: 'Title of the message.', example: 'Bring a laptop' }),
    body: z.string().meta({ description: 'Text of the message.', example: 'We will sort real data on Tuesday.' }),
    by: SubjectId.describe('Id of the account that sent it.'),
    at: Instant.describe('When it was accepted.'),
  })
  .meta({ id: 'Announcement', description: 'A message from the staff to the confirmed students of a lecture.' });
export type Announcement = z.infer<typeof Announcement>;
