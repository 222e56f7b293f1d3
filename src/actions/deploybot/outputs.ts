import { COMMENT_LIMIT, renderMarkdown } from '../../commands/render/markdown.ts'
import { renderTerminal } from '../../commands/render/terminal.ts'
import type { View } from '../../commands/view/view.ts'
import type { Runner } from '../../runner/runner.ts'
import { BUG_REPORT } from '../../text/bug-report.ts'
import type { Instant } from '../../time/instant.ts'
import type { BotEnd } from './end.ts'

interface Presentation {
  readonly prefix: string
  /** A manual run or an API call, or a comment that gets no reply: there the colour of the run is the answer as well. */
  readonly isRun: boolean
}

/** Says how it ended: the outputs, the log, the job summary. */
export async function presentEnd(
  { decision, code, answer, view, bug }: BotEnd,
  { log, clock, setOutput, writeSummary, fail }: Runner,
  { prefix, isRun }: Presentation,
): Promise<void> {
  setOutput('decision', decision)
  setOutput('code', code)
  setOutput('answer', answer ?? '')
  const now = clock.now()
  const text = logText(view, now)
  const [first = ''] = text.split('\n')
  log.info(text)
  await writeSummary(view, clean => renderMarkdown(clean, { now, prefix, mentions: false, limit: COMMENT_LIMIT }))
  if (bug !== undefined) log.info(`${bug.stack}\n${BUG_REPORT}`)
  // A person who is refused has the reply; a red run is for what has to be repaired.
  if (decision === 'error' || (decision !== 'done' && isRun)) fail(first)
}

/** The comment was claimed before, and has no reply yet. */
export async function presentUnanswered({ clock, log, writeSummary }: Runner, prefix: string): Promise<void> {
  const text =
    'This comment has the 👀 of this account, and no reply yet: another run works on it, or ended before it could answer. If none comes, write a new comment.'
  const view: View = { title: [{ mark: 'warning' }, text], blocks: [] }
  log.warning(text)
  const surface = { now: clock.now(), prefix, mentions: false, limit: COMMENT_LIMIT }
  await writeSummary(view, clean => renderMarkdown(clean, surface))
}

/** A view in the log of the run. */
export function logText(view: View, now: Instant): string {
  return renderTerminal(view, { now, colours: false, width: undefined, program: 'commit-train' })
}
