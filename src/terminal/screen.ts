import { withoutCommands } from '../text/without-commands.ts'

/** A stream that a person reads, or a program. */
export interface Screen {
  /** Whether colours and links can be shown. */
  readonly colours: boolean
  /** Columns; undefined where lines may be as long as they are. */
  readonly width: number | undefined
  /** One or more lines. */
  print(lines: string): void
}

type Stream = Pick<NodeJS.WriteStream, 'write'> & { readonly isTTY?: boolean; readonly columns?: number }

/** https://no-color.org: whatever it says, as long as it says something. */
export function screenOf(stream: Stream, env: Readonly<Record<string, string | undefined>>): Screen {
  const isTerminal = stream.isTTY === true
  const isPlain = [env.NO_COLOR, env.CI].some(value => (value ?? '') !== '') || env.TERM === 'dumb'
  // The log of a job takes some lines for commands.
  const isJobLog = env.GITHUB_ACTIONS === 'true'
  return {
    colours: isTerminal && !isPlain,
    width: isTerminal ? stream.columns : undefined,
    print: lines => void stream.write(`${isJobLog ? withoutCommands(lines) : lines}\n`),
  }
}
