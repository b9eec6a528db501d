import { runCommand } from './commands';
import { UsageError } from './usage';

// A reader that stops early (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
runCommand(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const usage = error instanceof UsageError;
    process.stderr.write(
      `gazetteer: ${usage ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
    );
    process.exitCode = 2;
  },
);
