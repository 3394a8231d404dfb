import { PlaceRequest } from '#contracts';
import { m } from '../messages/messages.js';

const { name: Name, email: Email } = PlaceRequest.shape.participant.unwrap().shape;

export interface Participant {
  name: string;
  email: string;
}

/** By the schemas of the API, which are loaded when they are needed. Without a name and an address, the place is the student's own. */
export function participantFault(field: keyof Participant, { name, email }: Participant): string | true {
  if (field === 'email') return email.trim() === '' || Email.safeParse(email.trim()).success || m.fault_email();
  if (name.trim() === '') return email.trim() === '' || m.fault_required();
  return Name.safeParse(name).success || m.fault_name();
}
