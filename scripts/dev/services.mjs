/** The services by name, with their ports, in the order in which they are started. */
export const services = {
  identity: { port: 8086 },
  lecture: { port: 8083 },
  payment: { port: 8082 },
  registration: { port: 8081 },
  mypage: { port: 8084 },
  notification: { port: 8085 },
  gateway: { port: 8080 },
};

/** The services that the command line names, or all. @throws on a name that nobody has */
export function chosenServices(names) {
  const unknown = names.filter((name) => !Object.hasOwn(services, name));
  if (unknown.length > 0) {
    throw new Error(`there is no service ${unknown.join(', ')}; there are ${Object.keys(services).join(', ')}`);
  }
  return names.length === 0 ? Object.keys(services) : names;
}
