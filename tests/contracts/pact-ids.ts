import { cast, idOf } from '#testing';

/** Whom and what the pacts are about. */
export const ids = {
  mina: cast.mina.sub,
  lecture: idOf(0xc101),
  otherLecture: idOf(0xc102),
  fullLecture: idOf(0xc103),
  waiting: idOf(0xc201),
  live: idOf(0xc202),
};
