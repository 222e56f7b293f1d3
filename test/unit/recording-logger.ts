import type { Logger } from '../../src/log/logger.ts'

/** A logger that keeps its lines, each with its level. */
export class RecordingLogger implements Logger {
  readonly lines: string[] = []

  debug(line: string): void {
    this.lines.push(`debug: ${line}`)
  }

  info(line: string): void {
    this.lines.push(`info: ${line}`)
  }

  notice(line: string): void {
    this.lines.push(`notice: ${line}`)
  }

  warning(line: string): void {
    this.lines.push(`warning: ${line}`)
  }

  error(line: string): void {
    this.lines.push(`error: ${line}`)
  }

  async group<T>(title: string, work: () => Promise<T>): Promise<T> {
    this.lines.push(`group: ${title}`)
    return work()
  }
}
