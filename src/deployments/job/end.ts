import type { Ending } from '../../domain/deployment/ending.ts'
import { endingLine } from '../../domain/deployment/status-text.ts'
import { messageOf } from '../../errors.ts'
import type { DeployContext } from '../context.ts'
import type { DeploymentEffects } from '../effects.ts'
import { endingOfState } from '../endings.ts'
import { finishMessage } from '../slack/finish.ts'
import { lastStatus, writeStatus } from '../status-writer.ts'
import { unwrittenStatus } from '../words.ts'

/**
 * Ends what the job has left open, whatever happened in it: the deployment that this run has claimed and not ended, and its
 * message in Slack, in the words that `main` had for it, if it had come so far. Resolves with one line where GitHub still
 * shows the deployment as in progress.
 */
export async function finishAfterJob(
  context: Pick<DeployContext, 'logUrl'>,
  effects: DeploymentEffects,
): Promise<string | undefined> {
  const { state } = effects
  const ending = endingOfState(state)
  const id = state.read('deployment')
  const isOpen = id !== '' && state.read('ended') !== 'true'
  const problem = isOpen ? await writeLastStatus(Number(id), ending, context, effects) : undefined
  // A message would say for ever that the deployment is in progress, also where GitHub does not answer.
  if (state.read('slack') !== '') await finishMessage(ending, effects)
  return problem
}

async function writeLastStatus(
  id: number,
  ending: Ending,
  context: Pick<DeployContext, 'logUrl'>,
  { log, masks, state, connectGitHub }: DeploymentEffects,
): Promise<string | undefined> {
  const line = `Deployment ${id}: ${endingLine(ending)}`
  try {
    await writeStatus(connectGitHub(), id, lastStatus(ending), context, masks)
  } catch (thrown) {
    return unwrittenStatus(`deployment ${id}`, endingLine(ending), messageOf(thrown))
  }
  if (state.read('end') === '') log.warning(line)
  else log.notice(`${line} (its last status, written at the end of the job)`)
  return undefined
}
