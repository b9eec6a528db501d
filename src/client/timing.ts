/** A call that is not run each time it is made. */
export interface Paced {
  readonly call: () => void;
  readonly dispose: () => void;
}

/** A function that runs at once and then at most once every `ms`, never losing the last call. */
export function throttle(ms: () => number, run: () => void): Paced {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let again = false;
  const fire = (): void => {
    again = false;
    timer = setTimeout(() => {
      timer = undefined;
      if (again) fire();
    }, ms());
    run();
  };
  return {
    call: () => {
      if (timer === undefined) fire();
      else again = true;
    },
    dispose: () => clearTimeout(timer),
  };
}

/** A function that runs once no call has come for `ms`, or the first call that waits is `most` old. */
export function debounce(ms: number, run: () => void, most = Infinity): Paced {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let since = 0;
  return {
    call: () => {
      const now = performance.now();
      if (timer === undefined) since = now;
      else if (now - since > most - ms) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        timer = undefined;
        run();
      }, ms);
    },
    dispose: () => clearTimeout(timer),
  };
}

/** Runs each step in a turn of the event loop of its own, so that others have theirs in between. */
export async function inTurns(steps: readonly (() => unknown)[]): Promise<void> {
  for (const step of steps) {
    await breathe();
    await step();
  }
}

/** Resolves in a later turn of the event loop, when others had theirs. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, BREATH_MS));
}

/** Long enough for a keystroke to come between. */
const BREATH_MS = 4;
