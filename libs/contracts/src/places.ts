import { z } from 'zod';
import { Instant, Money, PersonName } from './values.js';

/** Places of one registration at most, whatever `maxPlaces` of its lecture says. */
export const MAX_PLACES = 20;

/** A row of a seating plan and the number of a seat in it. */
export const SeatLabel = z
  .string()
  .min(1)
  .max(20)
  .meta({ description: 'A seat of the seating plan: its row and its number.', example: 'A-5' });

const email = z.email().max(254).meta({ example: 'joon@example.org' });

export const Place = z
  .object({
    no: z.int().min(1).max(MAX_PLACES).meta({ description: 'Number of the place; it never changes.', example: 1 }),
    fee: Money.describe('The fee of this place at the time of registration.'),
    seat: SeatLabel.nullable().describe('The seat; null without a seating plan, or until one is assigned.'),
    participant: z
      .object({
        name: z.string().meta({ description: 'Name for the roster.', example: 'Joon' }),
        email: email.nullable().describe('E-mail address for the roster; null if none was given.'),
      })
      .nullable()
      .describe('Who takes the place; null if it is the student.'),
    canceledAt: Instant.nullable().describe('When this place was canceled; null until then.'),
  })
  .meta({ id: 'Place', description: 'One place of a registration.' });
export type Place = z.infer<typeof Place>;

const participant = z
  .strictObject({
    name: PersonName.describe('Name for the roster.'),
    email: email.optional().describe('E-mail address for the roster.'),
  })
  .meta({
    id: 'Participant',
    description: 'Who takes a place: a name and an address for the roster, not an account.',
    example: { name: 'Joon', email: 'joon@example.org' },
  });

export const PlaceRequest = z
  .strictObject({
    seat: SeatLabel.optional().describe('The seat to take; without it, a free one is assigned if there is a plan.'),
    participant: participant.optional().describe('Who takes the place, if it is not the student.'),
  })
  .meta({ id: 'PlaceRequest', description: 'One place to register for.', example: { seat: 'A-5' } });
export type PlaceRequest = z.infer<typeof PlaceRequest>;

export const PlaceRequests = z
  .array(PlaceRequest)
  .min(1)
  .max(MAX_PLACES)
  .refine((places) => isUnique(places.flatMap(({ seat }) => seat ?? [])), 'must not name a seat twice')
  .describe('The places to register for, at most `maxPlaces` of the lecture; one if absent.');

export const ChangePlaceBody = z
  .strictObject({
    seat: SeatLabel.optional().describe('Another free seat with the same fee.'),
    participant: participant.nullable().optional().describe('Who takes the place; null: the student.'),
  })
  .meta({ id: 'ChangePlace', description: 'Another seat or participant; absent fields stay as they are.' });
export type ChangePlaceBody = z.infer<typeof ChangePlaceBody>;

export const PlaceNumber = z
  .string()
  .regex(/^([1-9]|1\d|20)$/)
  .transform(Number)
  .meta({ description: 'Number of the place.', type: 'integer', minimum: 1, maximum: MAX_PLACES });

export const PlaceNumbers = z
  .array(z.int().min(1).max(MAX_PLACES))
  .min(1)
  .max(MAX_PLACES)
  .refine((places) => isUnique(places), 'must not name a place twice')
  .meta({ description: 'Numbers of the places to cancel; all if absent.', example: [2, 3] });

export const isUnique = (values: readonly (string | number)[]): boolean => new Set(values).size === values.length;

/** The places that are not canceled; a registration without `places` has one. */
export const countOfPlaces = ({ places }: { places?: readonly Pick<Place, 'canceledAt'>[] | undefined }): number =>
  places === undefined ? 1 : places.filter(({ canceledAt }) => canceledAt === null).length;
