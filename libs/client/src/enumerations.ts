// Written by npm run docs:openapi from docs/openapi/current.json: do not change it by hand.

export {};
