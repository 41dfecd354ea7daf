/** Runs something after some ms, unless the returned function is called before. */
export type Timer = (ms: number, run: () => void) => () => void;

/** The system's. Keeps no program alive. */
export const quietTimer: Timer = (ms, run) => {
  const timeout = setTimeout(run, ms).unref();
  return () => clearTimeout(timeout);
};
