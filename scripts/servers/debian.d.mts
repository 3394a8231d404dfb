/** Full path of a program, or undefined. */
export function programPath(name: string): string | undefined;
