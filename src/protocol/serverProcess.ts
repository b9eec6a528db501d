/**
 * How the language server's process is started. V8 lets a heap grow to twice what is in use before it collects all of
 * it; a server that lies idle most of its time is to hold little more than it needs, of which no cost in time
 * could be told from noise (`npm run bench`): 590 MB at most became 300 at 10,000 articles.
 */
export const SERVER_EXEC_ARGV: readonly string[] = ['--heap-growing-percent=10', '--max-semi-space-size=4'];
