import type { Logger } from '../runner/logger.ts'

type Level = 'debug' | 'info' | 'notice' | 'warning' | 'error'

/** Keeps the lines of work that runs beside another step, until its own group is open: groups would mix otherwise. */
export class HeldLog implements Logger {
  #lines: { level: Level; line: string }[] = []

  debug(line: string): void {
    this.#lines.push({ level: 'debug', line })
  }

  info(line: string): void {
    this.#lines.push({ level: 'info', line })
  }

  notice(line: string): void {
    this.#lines.push({ level: 'notice', line })
  }

  warning(line: string): void {
    this.#lines.push({ level: 'warning', line })
  }

  error(line: string): void {
    this.#lines.push({ level: 'error', line })
  }

  group<T>(title: string, work: () => Promise<T>): Promise<T> {
    this.info(title)
    return work()
  }

  /** Says what was held, in order, and forgets it. */
  release(to: Logger): void {
    const lines = this.#lines
    this.#lines = []
    for (const { level, line } of lines) to[level](line)
  }
}
