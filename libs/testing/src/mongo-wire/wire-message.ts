import { BSON } from 'mongodb';
import type { Doc } from './documents.js';

const OP_QUERY = 2004;
const OP_MSG = 2013;
const OP_REPLY = 1;

const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;

export interface Request {
  id: number;
  body: Doc;
  /** The driver sends its first hello as an OP_QUERY message and requires an OP_REPLY. */
  oldForm: boolean;
  answerWanted: boolean;
}

/** Parses one complete message; undefined for an opcode that current drivers do not send. */
export function readRequest(message: Buffer): Request | undefined {
  const id = message.readInt32LE(4);
  const form = message.readInt32LE(12);
  if (form === OP_QUERY) {
    const [body] = documentAt(message, message.indexOf(0, 20) + 9);
    return { id, body, oldForm: true, answerWanted: true };
  }
  if (form !== OP_MSG) return undefined;
  const flags = message.readUInt32LE(16);
  const end = message.length - (flags & CHECKSUM_PRESENT ? 4 : 0);
  return { id, body: sectionsOf(message, end), oldForm: false, answerWanted: (flags & MORE_TO_COME) === 0 };
}

/** Section 0 is the command; each section of kind 1 is a named list of documents of that command. */
function sectionsOf(message: Buffer, end: number): Doc {
  let body: Doc = {};
  const lists: Doc = {};
  for (let at = 20; at < end;) {
    if (message[at] === 0) {
      [body, at] = documentAt(message, at + 1);
      continue;
    }
    const stop = at + 1 + message.readInt32LE(at + 1);
    const nameEnd = message.indexOf(0, at + 5);
    const list: Doc[] = [];
    lists[message.toString('utf8', at + 5, nameEnd)] = list;
    for (at = nameEnd + 1; at < stop;) {
      const [doc, next] = documentAt(message, at);
      list.push(doc);
      at = next;
    }
  }
  return { ...body, ...lists };
}

function documentAt(message: Buffer, at: number): [Doc, number] {
  const size = message.readInt32LE(at);
  return [BSON.deserialize(message.subarray(at, at + size)), at + size];
}

export function writeReply(request: Request, serial: number, answer: Doc): Buffer {
  const payload = BSON.serialize(answer, { ignoreUndefined: true });
  const head = Buffer.alloc(request.oldForm ? 36 : 21);
  head.writeInt32LE(head.length + payload.length, 0);
  head.writeInt32LE(serial, 4);
  head.writeInt32LE(request.id, 8);
  head.writeInt32LE(request.oldForm ? OP_REPLY : OP_MSG, 12);
  if (request.oldForm) {
    head.writeInt32LE(8, 16);
    head.writeInt32LE(1, 32);
  }
  return Buffer.concat([head, payload]);
}

/** Reassembles the messages of a connection and calls `take` with each one. */
export function wholeMessages(take: (message: Buffer) => void): (chunk: Buffer) => void {
  let pending: Buffer = Buffer.alloc(0);
  return (chunk) => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    while (pending.length >= 4 && pending.length >= pending.readInt32LE(0)) {
      const size = pending.readInt32LE(0);
      const message = pending.subarray(0, size);
      pending = pending.subarray(size);
      take(message);
    }
  };
}
