import type { OperatorAction, OperatorActionName, OperatorActionOutcome } from '#contracts';
import type { CallingAccount } from '#platform';

export type Admin = Pick<CallingAccount, 'id' | 'name'>;

export interface NewOperatorAction {
  action: OperatorActionName;
  subject: string;
  reason?: string;
  details?: Record<string, unknown>;
}

/** The audit log. An entry is stored before its action, so that no action is missing if the process ends meanwhile. */
export abstract class OperatorActions {
  /** @returns the id of the entry, which is STARTED */
  abstract begin(admin: Admin, action: NewOperatorAction): Promise<string>;

  abstract end(id: string, outcome: Exclude<OperatorActionOutcome, 'STARTED'>): Promise<void>;

  /** Newest first. */
  abstract list(limit: number, before?: string): Promise<OperatorAction[]>;

  /** Runs `work` between storing the entry and recording its outcome. @throws what `work` throws */
  async record<Result>(admin: Admin, action: NewOperatorAction, work: () => Promise<Result>): Promise<Result> {
    const id = await this.begin(admin, action);
    let result: Result;
    try {
      result = await work();
    } catch (error) {
      await this.end(id, 'FAILED');
      throw error;
    }
    await this.end(id, 'DONE');
    return result;
  }
}
