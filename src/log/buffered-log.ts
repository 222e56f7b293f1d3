import type { Logger } from './logger.ts'

type Level = 'debug' | 'info' | 'notice' | 'warning' | 'error'

/**
 * Keeps the lines of work that runs while another step does until its own group is open, since groups would mix otherwise;
 * from then on it passes them through.
 */
export class BufferedLog implements Logger {
  #lines: { readonly level: Level; readonly line: string }[] = []
  #target: Logger | undefined

  debug(line: string): void {
    this.#say('debug', line)
  }

  info(line: string): void {
    this.#say('info', line)
  }

  notice(line: string): void {
    this.#say('notice', line)
  }

  warning(line: string): void {
    this.#say('warning', line)
  }

  error(line: string): void {
    this.#say('error', line)
  }

  group<T>(title: string, work: () => Promise<T>): Promise<T> {
    if (this.#target !== undefined) return this.#target.group(title, work)
    this.info(title)
    return work()
  }

  /** Passes on what was kept, in order, and everything to come. */
  flushTo(to: Logger): void {
    this.#target = to
    const lines = this.#lines
    this.#lines = []
    for (const { level, line } of lines) to[level](line)
  }

  #say(level: Level, line: string): void {
    if (this.#target === undefined) this.#lines.push({ level, line })
    else this.#target[level](line)
  }
}
