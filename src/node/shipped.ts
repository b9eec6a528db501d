import { readFileSync } from 'node:fs';

/** Reads a file that ships in model/, with the loader of its kind. Throws an error that says what to do. */
export function readShipped<T extends object>(
  path: string,
  load: (bytes: Uint8Array) => T | { readonly error: string },
): T {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`the model ${path} cannot be read (${code}); run npm run train`, { cause: error });
  }
  const content = load(bytes);
  if ('error' in content)
    throw new Error(`the model ${path} cannot be used (${content.error}); run npm run train`);
  return content;
}
