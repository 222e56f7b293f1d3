import { partUrl } from '../../domain/claims/run-claims.ts'
import type { Ending } from '../../domain/deployment/ending.ts'
import type { DeploymentStatus } from '../../domain/deployment/record.ts'
import { endingLine } from '../../domain/deployment/status-text.ts'
import { POST_RETRY_LIMITS, STEP_RETRY_LIMITS } from '../../github/retry.ts'
import type { DeployContext } from '../context.ts'
import type { JobEffects } from '../effects.ts'
import { endingOfWritten, endOfJob } from '../endings.ts'
import { inactivateAround } from '../inactivate.ts'
import { unwrittenBy } from '../result.ts'
import { finishMessage } from '../slack/finish.ts'
import { type LastEnd, type WrittenEnd, writeLastStatus } from '../status-writer.ts'
import { unwrittenStatus } from '../words.ts'

/**
 * Ends what the job has left open, whatever happened in it: the deployment that this run has claimed and not ended, and its
 * message in Slack, in the words that `main` had for it, if it had come so far. What another run has meanwhile, or has ended,
 * is left alone. Resolves with one line where GitHub still shows the deployment as in progress.
 */
export async function finishAfterJob(
  run: Pick<DeployContext, 'repository' | 'logUrl' | 'runId' | 'attempt'>,
  effects: JobEffects,
): Promise<string | undefined> {
  const { state } = effects
  const part = state.read('part')
  const context = part === '' ? run : { ...run, part, logUrl: partUrl(run.logUrl, part) }
  const id = state.read('deployment')
  const isOpen = id !== '' && state.read('ended') !== 'true'
  const end: PostedEnd = isOpen ? await postLastStatus(Number(id), context, effects) : {}
  // A message would say for ever that the deployment is in progress, also where GitHub does not answer.
  if (state.read('slack') !== '' && end.others !== true) {
    await finishMessage(end.ending ?? endOfJob(state).ending, effects)
  }
  return end.problem
}

interface PostedEnd {
  /** How it ended, by what GitHub shows. */
  readonly ending?: Ending
  /** Why GitHub still shows the deployment as in progress. */
  readonly problem?: string
  /** It is another run's, and so is the message. */
  readonly others?: boolean
}

async function postLastStatus(
  id: number,
  context: Pick<DeployContext, 'repository' | 'logUrl' | 'runId' | 'attempt' | 'part'>,
  { log, masks, state, clock, connectGitHub }: JobEffects,
): Promise<PostedEnd> {
  const isWritten = state.read('ended') === 'unsure'
  const endOf = (statuses: readonly DeploymentStatus[]): LastEnd =>
    endOfJob(
      state,
      statuses.filter(({ logUrl }) => logUrl === context.logUrl),
    )
  let end: WrittenEnd
  try {
    const github = connectGitHub(undefined, POST_RETRY_LIMITS)
    end = await writeLastStatus(github, id, { endOf }, context, masks)
  } catch (thrown) {
    // It was written; only whether it is still the newest cannot be seen.
    if (isWritten) return {}
    const line = endingLine(endOfJob(state).ending)
    return { problem: unwrittenStatus(`deployment ${id}`, line, unwrittenBy(thrown)) }
  }
  if (end.kind === 'left') {
    const { ended } = end
    if (ended?.own !== true) log.notice(`Deployment ${id} is left alone: ${end.why}`)
    else if (ended.hidden) log.notice(`Deployment ${id}: a step's status came after its end, which was written again`)
    return ended?.own ? { ending: endingOfWritten(ended.end) } : { others: true }
  }
  const line = `Deployment ${id}: ${endingLine(end.ending)}`
  if (state.read('end') === '') log.warning(line)
  else log.notice(`${line} (its last status, written at the end of the job)`)
  if (end.ending.outcome === 'success') {
    await inactivateAround(
      connectGitHub(undefined, STEP_RETRY_LIMITS),
      { id, repository: context.repository },
      { log, clock },
    )
  }
  return { ending: end.ending }
}
