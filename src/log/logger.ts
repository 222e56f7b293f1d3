/** What every part of the code logs through. Lines are redacted by the implementation. */
export interface Logger {
  debug(line: string): void
  info(line: string): void
  notice(line: string): void
  warning(line: string): void
  error(line: string): void
  /** Runs `work` with its lines folded under `title`. Groups do not nest: GitHub shows only one level. */
  group<T>(title: string, work: () => Promise<T>): Promise<T>
}
