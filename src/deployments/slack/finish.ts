import type { Ending } from '../../domain/deployment/ending.ts'
import { messageOf } from '../../errors.ts'
import type { JobEffects } from '../effects.ts'
import type { EndedView } from '../view.ts'
import { messageNotUpdated } from '../words.ts'
import type { SlackFacts } from './facts.ts'
import { DeploymentMessageWriter } from './message-writer.ts'
import type { SavedMessage } from './saved-message.ts'

/**
 * Brings the message of a deployment to its end whose run cannot do it any more, or never began with it, from what an earlier
 * step of the job has saved. Takes no longer than any end of a message and throws nothing. `ending`: without secrets.
 */
export async function finishMessage(ending: Ending, effects: JobEffects): Promise<void> {
  const problem = await finish(ending, effects).catch(messageOf)
  if (problem !== undefined) effects.log.notice(messageNotUpdated(problem))
}

async function finish(ending: Ending, { connectSlack, clock, state }: JobEffects): Promise<string | undefined> {
  const slack = connectSlack()
  if (slack === undefined) return 'the input "slack-token" is empty'
  const saved = JSON.parse(state.read('slack')) as SavedMessage
  const writer = new DeploymentMessageWriter({ slack, clock, save: () => undefined }, saved)
  return writer.end(viewOfFacts(saved.facts, ending, state.read('touched') === 'true'))
}

/** All that is known where the run did not live to say more. */
function viewOfFacts(facts: SlackFacts, ending: Ending, touched: boolean): EndedView {
  const { deploymentId: id, repository, service, environment, requester, commit, page, logUrl: log } = facts
  return {
    ...{ id, repository, service, environment, requester: requester.login, commit, touched, ending },
    ...{ steps: [], causes: [], workloads: [], objects: [], warnings: [] },
    links: { repository: page, commit: `${page}/commit/${commit}`, log },
  }
}
