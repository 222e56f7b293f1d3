import type { Ending } from '../../domain/deployment/ending.ts'
import { messageOf } from '../../errors.ts'
import type { Runner } from '../../runner/runner.ts'
import { slackLogin } from '../../slack/login.ts'
import { systemClock } from '../../time/system-clock.ts'
import type { Fact } from '../run-state.ts'
import { liveLines, slackOf } from './open.ts'
import type { ToldStory } from './saved-message.ts'
import { SlackStory } from './message-writer.ts'

/**
 * Ends the story of a deployment whose run cannot do it any more, or never began with it, from what an earlier entry has
 * kept. Takes no longer than a story's end and throws nothing. `ending`: without secrets.
 */
export async function endToldStory(ending: Ending, runner: Runner): Promise<void> {
  const problem = await tell(ending, runner).catch(messageOf)
  if (problem !== undefined) runner.log.notice(`Slack was not told how this ended: ${problem}`)
}

async function tell(ending: Ending, runner: Runner): Promise<string | undefined> {
  const fact = (name: Fact): string => runner.state(name)
  const slack = slackOf(
    { slack: slackLogin(runner.input('slack-token'), runner.input('slack-api-url')) },
    { log: runner.log, clock: systemClock, env: runner.env },
  )
  if (slack === undefined) return 'the input "slack-token" is empty'
  const told = JSON.parse(fact('slack')) as ToldStory
  const story = new SlackStory({ slack, clock: systemClock, remember: () => undefined }, told)
  const redact = (text: string): string => runner.masks.redact(text)
  return story.end(
    { report: { steps: [] }, ending, redact },
    liveLines({ touched: fact('touched') === 'true' }, ending),
  )
}
