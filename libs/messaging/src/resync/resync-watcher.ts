import type { ResyncFinished } from '#contracts';

/** Is told, at least once per owner, that an owner has re-emitted everything; events may still be under way, so count them. */
export abstract class ResyncWatcher {
  abstract finished(notice: ResyncFinished): Promise<void>;
}
