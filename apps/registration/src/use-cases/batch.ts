/** Most registrations that a sweep changes in one transaction. */
export const BATCH = 100;
