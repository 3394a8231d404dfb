import { keyFromFile } from '../src/files/key-file.js';

await keyFromFile(process.argv[2]!, 32);
