/** Where things are. Built-ins only. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** Downloads that outlive a run. Git ignores it. */
export const cache = join(root, '.cache');
/** What a test run leaves to be looked at. Git ignores it. */
export const testOutput = join(root, '.test');
export const screenshots = join(testOutput, 'screenshots');
export const logs = join(testOutput, 'logs');

/** The file of a command that a development dependency brings. */
export const tool = (path) => join(root, 'node_modules', path);
