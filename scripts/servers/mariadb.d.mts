/** Starts a private MariaDB on a free port with its data under `folder`, with further options of `mariadbd`. */
export function startMariadb(
  folder: string,
  say: (text: string) => void,
  options?: readonly string[],
): Promise<{ url: string; server: { stop(): Promise<boolean> } }>;
