/** How the next commands go wrong. */
export interface FailPoint {
  /** Names of the commands that it strikes, such as `update`. */
  commands: string[];
  /** How often it strikes. */
  times: number;
  /** Answers with this error… */
  code?: number;
  labels?: string[];
  /** … or breaks the connection: before the command is done, or after it, so that the outcome stays unknown. */
  breaks?: 'before' | 'after';
}
