import type { Ending } from '../../domain/deployment/ending.ts'
import { endingLine } from '../../domain/deployment/status-text.ts'
import { POST_RETRY_LIMITS } from '../../github/retry.ts'
import type { DeployContext } from '../context.ts'
import type { JobEffects } from '../effects.ts'
import { endingOfState } from '../endings.ts'
import { unwrittenBy } from '../result.ts'
import { finishMessage } from '../slack/finish.ts'
import { writeLastStatus } from '../status-writer.ts'
import { unwrittenStatus } from '../words.ts'

/**
 * Ends what the job has left open, whatever happened in it: the deployment that this run has claimed and not ended, and its
 * message in Slack, in the words that `main` had for it, if it had come so far. What another run has meanwhile, or has ended,
 * is left alone. Resolves with one line where GitHub still shows the deployment as in progress.
 */
export async function finishAfterJob(
  context: Pick<DeployContext, 'logUrl' | 'runId' | 'attempt'>,
  effects: JobEffects,
): Promise<string | undefined> {
  const { state } = effects
  const ending = endingOfState(state)
  const id = state.read('deployment')
  const isOpen = id !== '' && state.read('ended') !== 'true'
  const end: PostedEnd = isOpen ? await postLastStatus(Number(id), ending, context, effects) : {}
  // A message would say for ever that the deployment is in progress, also where GitHub does not answer.
  if (state.read('slack') !== '' && end.others !== true) await finishMessage(ending, effects)
  return end.problem
}

interface PostedEnd {
  /** Why GitHub still shows the deployment as in progress. */
  readonly problem?: string
  /** It is another run's, and so is the message. */
  readonly others?: boolean
}

async function postLastStatus(
  id: number,
  ending: Ending,
  context: Pick<DeployContext, 'logUrl' | 'runId' | 'attempt'>,
  { log, masks, state, connectGitHub }: JobEffects,
): Promise<PostedEnd> {
  const line = `Deployment ${id}: ${endingLine(ending)}`
  const touched = state.read('touched') === 'true'
  try {
    const github = connectGitHub(undefined, POST_RETRY_LIMITS)
    const end = await writeLastStatus(github, id, { ending, touched }, context, masks)
    if (end.kind === 'left') {
      if (!end.own) log.notice(`Deployment ${id} is left alone: ${end.why}`)
      return { others: !end.own }
    }
  } catch (thrown) {
    return { problem: unwrittenStatus(`deployment ${id}`, endingLine(ending), unwrittenBy(thrown)) }
  }
  if (state.read('end') === '') log.warning(line)
  else log.notice(`${line} (its last status, written at the end of the job)`)
  return {}
}
